/** What is read in a line: text with its links, who is named, faces. */
import { say } from "../../../../words/language.ts";
import { useCalling } from "../../people/calling.ts";
import { chat } from "../../words/chat.ts";
import { faces } from "../../words/face.ts";
import { segmentWords } from "../../words/segment.ts";
import { useSetting } from "../setting.ts";
import { textOf, webAddress } from "./data.ts";
import type { SegmentProps } from "./data.ts";

/** Up to what a sentence ends with, in either language. */
const links =
  /https?:\/\/[^\s<>"'，。！？；：、（）「」《》]+[^\s<>"'，。！？；：、（）「」《》.,!?;:)\]}]/g;

export function Text({ data }: SegmentProps) {
  const text = textOf(data, "text");
  const parts: React.ReactNode[] = [];
  let end = 0;
  for (const { 0: link, index } of text.matchAll(links)) {
    const address = webAddress(link);
    if (!address) continue;
    parts.push(
      text.slice(end, index),
      <a key={index} className="link" href={address} target="_blank" rel="noreferrer noopener">
        {link}
      </a>,
    );
    end = index + link.length;
  }
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  );
}

export function At({ data }: SegmentProps) {
  const qq = textOf(data, "qq");
  const id = /^\d{1,16}$/.test(qq) ? Number(qq) : 0;
  const { seat, chatKey } = useSetting();
  const name = useCalling(seat, { chatKey, id });
  const shown = textOf(data, "name").replace(/^@/, "") || (id > 0 ? name : qq);
  return (
    <span className="at" title={qq}>
      @{qq === "all" ? say(chat.everyone) : shown}
    </span>
  );
}

export function Face({ data }: SegmentProps) {
  const face = faces.get(textOf(data, "id"));
  if (!face) return <span className="dim">{say(segmentWords.face)}</span>;
  const name = say(face.words);
  return (
    <span className="face" role="img" aria-label={name} title={`/${name}`}>
      {face.sign}
    </span>
  );
}
