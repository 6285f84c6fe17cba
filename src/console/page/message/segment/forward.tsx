/** A forwarded conversation as a card, which opens it. */
import { ChevronRight } from "lucide-react";

import { say } from "../../../../words/language.ts";
import { card as words, openHistory, openMessages } from "../../words/card.ts";
import { useForward } from "../forward.ts";
import type { Forwarded } from "../forward.ts";
import { toLine } from "../line.ts";
import { openAbove } from "../opened.ts";
import { useSetting } from "../setting.ts";
import { textOf } from "./data.ts";
import type { SegmentData, SegmentProps } from "./data.ts";

const shownLines = 4;

export function Forward({ data }: SegmentProps) {
  const setting = useSetting();
  const forwarded = useForward(setting.seat, data);
  const title = textOf(data, "source") || say(words.history);
  const lines = newsOf(data) ?? previewOf(forwarded);
  return (
    <button
      type="button"
      className="forward"
      onClick={() => openAbove({ is: "forward", title, data, setting })}
    >
      <span className="card-text">
        <span className="t">{title}</span>
        {lines.map((line, at) => (
          // Lines have no other name than their place.
          <span key={at} className="d cut">
            {line}
          </span>
        ))}
      </span>
      <span className="card-foot">
        <span className="cut grow">{textOf(data, "summary") || openingOf(forwarded)}</span>
        <ChevronRight />
      </span>
    </button>
  );
}

/** Room for all lines is kept while they are not known, so that nothing moves. */
function previewOf(forwarded: Forwarded): readonly string[] {
  if (forwarded === "gone") return [say(words.gone)];
  if (!forwarded) return Array.from({ length: shownLines }, () => "\u00a0");
  return forwarded
    .slice(0, shownLines)
    .map(({ sender, segments }) => `${sender.nickname}: ${toLine(segments)}`);
}

/** What the sender wants shown before it is opened: the JSON text of [{text}]. */
function newsOf(data: SegmentData): readonly string[] | undefined {
  try {
    const news: unknown = JSON.parse(textOf(data, "news"));
    if (!Array.isArray(news)) return undefined;
    const lines = news.flatMap((each: unknown) =>
      typeof each === "object" && each !== null && "text" in each ? [String(each.text)] : [],
    );
    return lines.length > 0 ? lines.slice(0, shownLines) : undefined;
  } catch {
    return undefined;
  }
}

function openingOf(forwarded: Forwarded): string {
  return Array.isArray(forwarded) ? say(openMessages(forwarded.length)) : say(openHistory);
}
