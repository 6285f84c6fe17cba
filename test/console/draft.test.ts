import { expect, test } from "bun:test";

import * as fc from "fast-check";

import {
  emptyDraft,
  isBlank,
  replace,
  toDraft,
  toSegments,
  type,
} from "../../src/console/page/composer/draft.ts";
import type { Draft } from "../../src/console/page/composer/draft.ts";
import type { ReceivedSegment } from "../../src/protocol/entity.ts";

const at = (qq: string): ReceivedSegment => ({ type: "at", data: { qq } });
const text = (said: string): ReceivedSegment => ({ type: "text", data: { text: said } });
const greeting = toDraft([text("hi "), at("10001"), text(" you")], labelOf);

function labelOf({ type: kind, data }: ReceivedSegment): string | undefined {
  if (kind === "face") return "🙂";
  return kind === "at" ? `@${said(data["qq"])}` : undefined;
}

function said(value: ReceivedSegment["data"][string] | undefined): string {
  return typeof value === "string" ? value : "";
}

/** Puts a text in the place of a part of another, as somebody who types does. */
function typeInto(draft: Draft, { from, to, put }: { from: number; to: number; put: string }) {
  const text_ = draft.text.slice(0, from) + put + draft.text.slice(to);
  return type(draft, { text: text_, caret: from + put.length }).draft;
}

test("text around a mention leaves it a mention", () => {
  const before = typeInto(greeting, { from: 0, to: 0, put: "oh, " });
  const after = typeInto(before, { from: before.text.length, to: before.text.length, put: "!" });
  expect(toSegments(after)).toEqual([text("oh, hi "), at("10001"), text(" you!")]);
});

test("a backspace at its end removes a mention as a whole, and says where the caret is then", () => {
  const end = "hi @10001".length;
  const shorter = greeting.text.slice(0, end - 1) + greeting.text.slice(end);
  const { draft, caret } = type(greeting, { text: shorter, caret: end - 1 });
  expect({ segments: toSegments(draft), caret }).toEqual({ segments: [text("hi  you")], caret: 3 });
});

test("a letter typed within a mention makes it plain text", () => {
  const torn = typeInto(greeting, { from: 6, to: 6, put: "x" });
  expect(toSegments(torn)).toEqual([text("hi @10x001 you")]);
});

test("of repeated letters, those at the caret are the ones that changed", () => {
  const doubled = toDraft([at("7"), at("7")], labelOf);
  expect(toSegments(typeInto(doubled, { from: 0, to: 2, put: "" }))).toEqual([at("7")]);
  const { draft } = type(doubled, { text: "@7@7@7", caret: 2 });
  expect(toSegments(draft)).toEqual([text("@7"), at("7"), at("7")]);
});

test("blank is what has neither words nor segments", () => {
  const mention = replace(emptyDraft, { start: 0, end: 0 }, { text: " ", segment: at("1") }).draft;
  expect([emptyDraft, { text: " \n", marks: [] }, mention, greeting].map(isBlank)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

const segments = fc.array(
  fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 }).map(text),
    fc.constantFrom("10001", "20002", "all").map(at),
    fc.constantFrom("14", "178").map((id): ReceivedSegment => ({ type: "face", data: { id } })),
  ),
  { maxLength: 8 },
);

test("segments become a draft and segments again", () => {
  fc.assert(
    fc.property(segments, (spoken) => {
      expect(toSegments(toDraft(spoken, labelOf))).toEqual(joined(spoken));
    }),
  );
});

const edits = fc.array(
  fc.record({
    from: fc.nat(30),
    length: fc.nat(4),
    put: fc.oneof(fc.constant(""), fc.string({ maxLength: 3 })),
  }),
  { maxLength: 12 },
);

test("whatever is typed, marks stand on their own labels, and the segments say the text", () => {
  fc.assert(
    fc.property(segments, edits, (spoken, typed) => {
      let draft = toDraft(spoken, labelOf);
      for (const { from, length, put } of typed) {
        const start = Math.min(from, draft.text.length);
        const end = Math.min(start + length, draft.text.length);
        draft = typeInto(draft, { from: start, to: end, put });
        const labels = draft.marks.map((mark) => draft.text.slice(mark.start, mark.end));
        expect(labels).toEqual(draft.marks.map(({ segment }) => labelOf(segment) ?? ""));
        const shown = toSegments(draft).map((each) => labelOf(each) ?? said(each.data["text"]));
        expect(shown.join("")).toBe(draft.text);
      }
    }),
  );
});

test("text typed outside of all marks leaves every segment as it was", () => {
  fc.assert(
    fc.property(segments, fc.nat(8), fc.string({ minLength: 1 }), (spoken, place, put) => {
      const draft = toDraft(spoken, labelOf);
      const edges = [0, ...draft.marks.map(({ end }) => end), draft.text.length];
      const from = edges[place % edges.length] ?? 0;
      const kept = typeInto(draft, { from, to: from, put }).marks.map(({ segment }) => segment);
      expect(kept).toEqual(draft.marks.map(({ segment }) => segment));
    }),
  );
});

/** With texts that follow one another made one. */
function joined(spoken: readonly ReceivedSegment[]): ReceivedSegment[] {
  const result: ReceivedSegment[] = [];
  for (const segment of spoken) {
    const last = result.at(-1);
    if (segment.type === "text" && last?.type === "text")
      result[result.length - 1] = text(said(last.data["text"]) + said(segment.data["text"]));
    else result.push(segment);
  }
  return result;
}
