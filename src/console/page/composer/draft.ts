/** A message while it is written: its text, in which some places stand for segments. */
import type { ReceivedSegment } from "../../../protocol/entity.ts";

/** A place in the text that is a segment: it is kept, moved and removed as one. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly segment: ReceivedSegment;
}

export interface Draft {
  readonly text: string;
  /** In order, none upon another. */
  readonly marks: readonly Mark[];
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A draft, and where the caret belongs in it. */
export interface Edited {
  readonly draft: Draft;
  readonly caret: number;
}

export const emptyDraft: Draft = { text: "", marks: [] };

/** Takes over what was typed: the text as it is now, and where the caret is. */
export function type(draft: Draft, { text, caret }: { text: string; caret: number }): Edited {
  const replaced = changed(draft.text, { text, caret });
  const put = text.slice(replaced.start, text.length - (draft.text.length - replaced.end));
  // Whoever removes a piece of a mention removes it as a whole.
  const range = put === "" ? widen(draft, replaced) : replaced;
  const edited = replace(draft, range, { text: put });
  return range === replaced ? { draft: edited.draft, caret } : edited;
}

/** Puts a text, or a text that stands for a segment, in the place of another. */
export function replace(
  { text, marks }: Draft,
  { start, end }: Range,
  { text: put, segment }: { text: string; segment?: ReceivedSegment },
): Edited {
  const caret = start + put.length;
  const shift = caret - end;
  const before = marks.filter((mark) => mark.end <= start);
  const after = marks
    .filter((mark) => mark.start >= end)
    .map((mark) => ({ ...mark, start: mark.start + shift, end: mark.end + shift }));
  const own = segment ? [{ start, end: caret, segment }] : [];
  return {
    draft: {
      text: text.slice(0, start) + put + text.slice(end),
      marks: [...before, ...own, ...after],
    },
    caret,
  };
}

/** What the draft says, as segments: texts, and what the marks stand for. */
export function toSegments({ text, marks }: Draft): ReceivedSegment[] {
  const segments: ReceivedSegment[] = [];
  let at = 0;
  const say = (end: number) => {
    if (end > at) segments.push({ type: "text", data: { text: text.slice(at, end) } });
    at = end;
  };
  for (const { start, end, segment } of marks) {
    say(start);
    segments.push(segment);
    at = end;
  }
  say(text.length);
  return segments;
}

/** A draft that says the same; segments that `labelOf` has no text for are left out. */
export function toDraft(
  segments: readonly ReceivedSegment[],
  labelOf: (segment: ReceivedSegment) => string | undefined,
): Draft {
  let draft = emptyDraft;
  for (const segment of segments) {
    const end = { start: draft.text.length, end: draft.text.length };
    const said = segment.type === "text" ? segment.data["text"] : labelOf(segment);
    if (typeof said !== "string" || said === "") continue;
    const put = segment.type === "text" ? { text: said } : { text: said, segment };
    ({ draft } = replace(draft, end, put));
  }
  return draft;
}

export function isBlank({ text, marks }: Draft): boolean {
  return marks.length === 0 && text.trim() === "";
}

/** Which part of the old text another has taken the place of; the caret tells it where repeated letters do not. */
function changed(old: string, { text, caret }: { text: string; caret: number }): Range {
  const most = Math.min(old.length, text.length);
  const tail = text.length - caret;
  const kept = tail <= old.length && old.endsWith(text.slice(caret)) ? tail : 0;
  let start = 0;
  while (start < most - kept && old[start] === text[start]) start++;
  let end = kept;
  while (end < most - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
  return { start, end: old.length - end };
}

function widen({ marks }: Draft, range: Range): Range {
  const cut = marks.filter(({ start, end }) => start < range.end && end > range.start);
  const start = Math.min(range.start, ...cut.map((mark) => mark.start));
  const end = Math.max(range.end, ...cut.map((mark) => mark.end));
  return start === range.start && end === range.end ? range : { start, end };
}
