/** A message as it stands in a conversation. */
import { VenetianMask } from "lucide-react";
import { memo, useState } from "react";

import { say } from "../../../words/language.ts";
import type { MessageItem } from "../chat/item.ts";
import { clockTime } from "../chat/time.ts";
import { Avatar } from "../people/avatar.tsx";
import { log as words } from "../words/log.ts";
import { recalledOf, notices } from "../words/notice.ts";
import { Content } from "./content.tsx";
import { Foot } from "./foot.tsx";
import { Sentence } from "./sentence.tsx";
import { MessageTools } from "./tools.tsx";
import { Who, shownName } from "./who.tsx";

export interface BubbleProps {
  readonly item: MessageItem;
  /** Whether the one before, and the one after, is by the same. */
  readonly isNext: boolean;
  readonly isLast: boolean;
  /** Whether somebody was just led here. */
  readonly isMarked?: boolean;
}

export const Bubble = memo(function Bubble(props: BubbleProps) {
  const [isShown, setShown] = useState(false);
  const { item } = props;
  if (item.recalledBy === undefined) return <Said {...props} />;
  return (
    <>
      <Recalled item={item} isShown={isShown} onToggle={() => setShown(!isShown)} />
      {isShown && <Said {...props} isNext={false} isLast />}
    </>
  );
});

function Said({ item, isNext, isLast, isMarked = false }: BubbleProps) {
  const { sender, segments, isOwn, sending, time, recalledBy } = item;
  const states = [
    "msg",
    isOwn && "is-own",
    isNext && "is-next",
    isMarked && "is-marked",
    recalledBy !== undefined && "is-recalled",
  ];
  return (
    <article
      className={states.filter(Boolean).join(" ")}
      tabIndex={-1}
      aria-label={`${shownName(sender)} ${clockTime(time)}`}
    >
      {!isOwn && <Face item={item} />}
      <div className="body">
        {!isOwn && !isNext && <Who item={item} />}
        <div className="said">
          <Content segments={segments} isRefused={sending.is === "refused"} />
          <MessageTools item={item} />
        </div>
        <Foot item={item} isLast={isLast} />
      </div>
      {isOwn && <Face item={item} />}
    </article>
  );
}

function Face({ item: { sender, isAnonymous } }: { item: MessageItem }) {
  if (!isAnonymous) return <Avatar id={sender.user_id} name={sender.nickname} size={32} />;
  return (
    <span className="avatar px32 is-masked" aria-hidden="true">
      <VenetianMask />
    </span>
  );
}

interface RecalledProps {
  readonly item: MessageItem;
  readonly isShown: boolean;
  readonly onToggle: () => void;
}

function Recalled({ item: { sender, recalledBy }, isShown, onToggle }: RecalledProps) {
  const isByOther = recalledBy !== sender.user_id;
  const people = { operator_id: recalledBy, user_id: sender.user_id };
  return (
    <p className="system" tabIndex={-1}>
      <Sentence told={isByOther ? recalledOf : notices.group_recall} values={people} /> ·{" "}
      <button type="button" aria-expanded={isShown} onClick={onToggle}>
        {say(isShown ? words.hide : words.show)}
      </button>
    </p>
  );
}
