/** What a message says: its segments, each in the bubble that becomes it. */
import type { ReceivedSegment } from "../../../protocol/entity.ts";
import { wayOf } from "./segment/table.tsx";
import type { Form } from "./segment/table.tsx";

interface Block {
  readonly form: Form;
  readonly segments: readonly ReceivedSegment[];
}

const bubbles = {
  words: "bubble",
  picture: "bubble is-media",
  voice: "bubble",
  card: "bubble is-card",
  bare: "bubble is-bare",
} as const satisfies Record<Form, string>;

export interface ContentProps {
  readonly segments: readonly ReceivedSegment[];
  readonly isRefused?: boolean;
}

export function Content({ segments, isRefused = false }: ContentProps) {
  return toBlocks(segments).map(({ form, segments: within }, at) => (
    // A message does not change its parts but as a whole.
    <div key={at} className={`${bubbles[form]}${isRefused ? " is-refused" : ""}`}>
      {within.map((segment, place) => {
        const { Show } = wayOf(segment);
        return <Show key={place} data={segment.data} segment={segment} />;
      })}
    </div>
  ));
}

/** Words and pictures that follow one another share a bubble, but pictures alone need none. */
export function toBlocks(segments: readonly ReceivedSegment[]): readonly Block[] {
  const blocks: { form: Form; segments: ReceivedSegment[] }[] = [];
  for (const segment of segments) {
    const { form } = wayOf(segment);
    const last = blocks.at(-1);
    const isRead = form === "words" || form === "picture";
    if (isRead && last?.form === "words") last.segments.push(segment);
    else blocks.push({ form: isRead ? "words" : form, segments: [segment] });
  }
  return blocks.flatMap((block): Block[] => {
    if (block.form !== "words") return [block];
    const said = block.segments.filter((segment) => !isBlank(segment));
    if (said.length > 0 && said.every((segment) => wayOf(segment).form === "picture"))
      return said.map((segment) => ({ form: "picture", segments: [segment] }));
    return [block];
  });
}

function isBlank({ type, data }: ReceivedSegment): boolean {
  const { text } = data;
  return type === "text" && typeof text === "string" && text.trim() === "";
}
