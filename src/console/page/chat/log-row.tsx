/** A row of a log: a message or a notice, below what divides it from the one before. */
import { memo } from "react";

import { say } from "../../../words/language.ts";
import { Bubble } from "../message/bubble.tsx";
import { Notice } from "../message/notice.tsx";
import { log as words } from "../words/log.ts";
import type { Item } from "./item.ts";
import { breakBefore, isNextOf } from "./row.ts";
import { clockTime, dayWords } from "./time.ts";

export interface LogRowProps {
  readonly item: Item;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  /** Whether what is new begins here. */
  readonly isNew: boolean;
  readonly isMarked: boolean;
}

export const LogRow = memo(function LogRow({ item, before, after, isNew, isMarked }: LogRowProps) {
  const broken = breakBefore(item, before);
  const isNext = item.kind === "message" && !isNew && isNextOf(item, before);
  const isLast = item.kind === "message" && !(after?.kind === "message" && isNextOf(after, item));
  return (
    <div className="row-of-log" data-key={item.key}>
      {broken === "day" && <Divider text={dayWords(item.time)} />}
      {broken === "pause" && <p className="pause">{clockTime(item.time)}</p>}
      {isNew && <Divider text={say(words.isNew)} isNew />}
      {item.kind === "notice" ? (
        <Notice item={item} />
      ) : (
        <Bubble item={item} isNext={isNext} isLast={isLast} isMarked={isMarked} />
      )}
    </div>
  );
});

function Divider({ text, isNew = false }: { text: string; isNew?: boolean }) {
  return (
    <div className={`log-divider${isNew ? " is-new" : ""}`}>
      <span>{text}</span>
    </div>
  );
}
