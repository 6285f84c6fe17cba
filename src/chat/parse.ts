/** Reads `.chat`: text → script. Linear in the length of the text. */
import { nearest } from "../protocol/nearest.ts";
import { scriptWords as words } from "../words/chat.ts";
import type { Told } from "../words/language.ts";
import { parseContent, parseText } from "./content.ts";
import { readDirective } from "./directive.ts";
import { directiveOf, lineWords, verbOf, verbWords } from "./keyword.ts";
import type { Verb } from "./keyword.ts";
import { ParamError, parseParams } from "./param.ts";
import { checkPattern } from "./pattern.ts";
import { Reader, readStatements, spaceBefore } from "./reader.ts";
import { readRef } from "./ref.ts";
import type { Content, Label, Param, Ref, Scene, Script, Statement, Step } from "./script.ts";
import { parseSpan } from "./span.ts";

/** How long silence must last where that is not said. */
const usualSilence = 500;

/** Reads a script; `file` is what its mistakes are told of. Throws {@link ScriptError}. */
export function parse(text: string, file = "chat"): Script {
  const head: Step[] = [];
  const scenes: (Omit<Scene, "steps"> & { steps: Step[] })[] = [];
  for (const reader of readStatements(text, file)) {
    const { line } = reader;
    const found = directiveOf(reader.first);
    if (found?.directive === "scene") {
      const title = reader.rest(found.end);
      if (title.text === "") reader.fail(reader.first.length, words.title);
      scenes.push({ title: title.text.replaceAll(/\s+/g, " "), line, steps: [] });
      continue;
    }
    (scenes.at(-1)?.steps ?? head).push({ line, statement: readStatement(reader) });
  }
  return { head, scenes };
}

/** Reads the first statement of a text; `scene` is none. Throws {@link ScriptError}. */
export function parseStatement(text: string, file = "chat"): Statement {
  const [reader = new Reader("", { file, line: 1 })] = readStatements(text, file);
  return readStatement(reader);
}

function readStatement(reader: Reader): Statement {
  const { text } = reader;
  if (text.startsWith("#"))
    return { is: "remark", text: text.slice(1).replace(/^ /, "").trimEnd() };
  const found = directiveOf(reader.first);
  if (found) return readDirective(reader, { ...found, readers });
  const label = /^\[([\p{L}\p{N}_-]+)\]\s+/u.exec(text);
  if (label && directiveOf(reader.first.slice(label[0].length))) reader.fail(0, words.noLabel);
  const statement = readDeed(reader, label?.[0].length ?? 0);
  if (!label) return statement;
  if (!labelled.has(statement.is)) reader.fail(0, words.noLabel);
  return { ...statement, label: label[1] ?? "" } as Statement;
}

/** What can be referred to: a message, a request, an event, what a call gave. */
const labelled: ReadonlySet<Statement["is"]> = new Set([
  "say",
  "calls",
  "gets",
  "asks-to-join",
  "asks-to-befriend",
  "invites",
]);

/** Somebody, a verb and what belongs to it. */
function readDeed(reader: Reader, start: number): Statement {
  const { text, first } = reader;
  const colon = colonOf(first, start);
  const head = first.slice(0, colon < 0 ? first.length : colon);
  const named = start + (head[start] === '"' ? endOfQuotes(reader, start) : 0);
  const found = verbOf(head.slice(named));
  const verb = found && { ...found, start: named + found.start, end: named + found.end };
  const nameEnd = verb?.start ?? head.length;
  if (!verb && colon < 0) failUnknown(reader, start);
  const who = readRef(reader, { from: start, to: nameEnd, expected: words.name });
  const tail: Tail = { reader, who, from: verb?.end ?? head.length, head: head.length, colon };
  if (!verb) return { is: "say", who, content: readContent(tail) };
  const statement = sentences[verb.verb](tail);
  if (colon >= 0 && !withText.has(verb.verb)) return statement;
  const isOpen = colon < 0 && text.length > first.length && withText.has(verb.verb);
  return isOpen ? reader.fail(first.length, words.colon) : statement;
}

interface Tail {
  readonly reader: Reader;
  readonly who: string;
  /** Where what follows the verb begins, and where the head of the line ends. */
  readonly from: number;
  readonly head: number;
  /** Where the colon stands, or -1. */
  readonly colon: number;
}

/** Verbs behind whose objects a colon and a text may stand. */
const withText: ReadonlySet<Verb> = new Set([
  "says",
  "to",
  "in",
  "repliesTo",
  "asksToJoin",
  "asksToBefriend",
  "invites",
  "refuses",
]);

const sentences: Readonly<Record<Verb, (tail: Tail) => Statement>> = {
  says: (tail) => {
    requireEnd(tail.reader, tail.from, tail.head);
    return { is: "say", who: tail.who, content: readContent(tail) };
  },
  to: (tail) => {
    const [person, rest] = objectOf(tail, words.name);
    return { is: "say", who: tail.who, to: { person }, ...rest, content: readContent(tail) };
  },
  in: (tail) => {
    const [group, rest] = objectOf(tail, words.group);
    return { is: "say", who: tail.who, to: { group }, ...rest, content: readContent(tail) };
  },
  repliesTo: (tail) => {
    const replyTo = readLabel(tail);
    return { is: "say", who: tail.who, replyTo, content: readContent(tail) };
  },
  saysNothing: (tail) => readNothing(tail, "says"),
  callsNothing: (tail) => readNothing(tail, "calls"),
  getsNothing: (tail) => readNothing(tail, "gets"),
  calls: (tail) => {
    const { word: action, params } = readNamed(tail, words.action);
    return { is: "calls", who: tail.who, action, params };
  },
  gets: (tail) => {
    const { word: event, params } = readNamed(tail, words.event);
    return { is: "gets", who: tail.who, event, params };
  },
  recalls: (tail) => ({ is: "recalls", who: tail.who, of: readLabel(tail) }),
  pokes: (tail) => ({ is: "pokes", who: tail.who, whom: object(tail, words.name) }),
  asksToJoin: (tail) => {
    const group = object(tail, words.group);
    return { is: "asks-to-join", who: tail.who, group, comment: readComment(tail) };
  },
  asksToBefriend: (tail) => {
    const whom = object(tail, words.name);
    return { is: "asks-to-befriend", who: tail.who, whom, comment: readComment(tail) };
  },
  invites: (tail) => {
    const { reader, who, from, head } = tail;
    const start = from + spaceBefore(reader.text.slice(from));
    const named = start + (reader.text[start] === '"' ? endOfQuotes(reader, start) : 0);
    const found = /\s(?:to|进)\s/.exec(reader.text.slice(named, head));
    if (!found) return reader.fail(head, words.into);
    const at = named + found.index;
    const whom = readRef(reader, { from, to: at, expected: words.name });
    const group = readRef(reader, { from: at + found[0].length, to: head, expected: words.group });
    return { is: "invites", who, whom, group, comment: readComment(tail) };
  },
  accepts: (tail) => ({ is: "accepts", who: tail.who, of: readLabel(tail), reason: "" }),
  refuses: (tail) => ({
    is: "refuses",
    who: tail.who,
    of: readLabel(tail),
    reason: readComment(tail),
  }),
};

function object({ reader, from, head }: Tail, expected: Told): string {
  return readRef(reader, { from, to: head, expected });
}

/** Whom something is said to, and what it answers: `to Alice replies to [1]`. */
function objectOf(tail: Tail, expected: Told): [Ref, { replyTo?: Label }] {
  const { reader, from, head } = tail;
  const start = from + spaceBefore(reader.text.slice(from));
  const named = start + (reader.text[start] === '"' ? endOfQuotes(reader, start) : 0);
  const found = verbOf(reader.text.slice(named, head));
  if (found?.verb !== "repliesTo") return [object(tail, expected), {}];
  const to = named + found.start;
  const replyTo = readLabel({ ...tail, from: named + found.end });
  return [readRef(reader, { from, to, expected }), { replyTo }];
}

function readContent({ reader, head, colon }: Tail): Content {
  if (colon < 0) reader.fail(head, words.colon);
  return contentAt(reader, colon + 1);
}

function contentAt(reader: Reader, at: number): Content {
  const content = parseContent(reader.text.slice(at)) ?? reader.fail(at, words.message);
  if ("pattern" in content) {
    const why = checkPattern(content.pattern);
    if (why !== undefined) reader.fail(at, words.pattern(why));
  }
  return content;
}

function readComment({ reader, colon }: Tail): string {
  return colon < 0 ? "" : parseText(reader.text.slice(colon + 1));
}

function readLabel({ reader, from, head }: Tail): Label {
  const place = from + spaceBefore(reader.text.slice(from));
  const [, label] = /^\[([\p{L}\p{N}_-]+)\]\s*$/u.exec(reader.text.slice(place, head)) ?? [];
  return label ?? reader.fail(place, words.label);
}

function readNothing({ reader, who, from }: Tail, of: "says" | "calls" | "gets"): Statement {
  const { text, at } = reader.rest(from);
  const [, span = ""] = /^(?:(?:for|持续)\s+)?(.*)$/s.exec(text) ?? [];
  const ms = span === "" ? usualSilence : parseSpan(span);
  return { is: "nothing", who, of, ms: ms ?? reader.fail(at, words.span) };
}

/** An action or an event, and its params. */
function readNamed(tail: Tail, expected: Told): { word: string; params: Param[] } {
  const { text, at } = tail.reader.rest(tail.from);
  const [word = ""] = /^[\w.*?-]+(?!\S)/.exec(text) ?? [];
  if (word === "") tail.reader.fail(at, expected);
  return { word, params: paramsAt(tail.reader, at + word.length) };
}

function paramsAt(reader: Reader, at: number): Param[] {
  let params: Param[];
  try {
    params = parseParams(reader.text.slice(at));
  } catch (error) {
    if (!(error instanceof ParamError)) throw error;
    return reader.fail(at + error.at, words.param[error.expected]);
  }
  for (const param of params) {
    const why = "pattern" in param ? checkPattern(param.pattern) : undefined;
    if (why !== undefined) reader.fail(at, words.pattern(why));
  }
  return params;
}

function requireEnd(reader: Reader, from: number, to: number): void {
  const rest = reader.text.slice(from, to);
  if (rest.trim() !== "") reader.fail(from + spaceBefore(rest), words.colon);
}

/** How directives read what they share with deeds. */
const readers = { contentAt, paramsAt };
export type Readers = typeof readers;

/** Where the colon stands that ends the head of a line: not within quotes. */
function colonOf(first: string, start: number): number {
  for (let at = start; at < first.length; at++) {
    const character = first[at];
    if (character === ":" || character === "：") return at;
    const isOpening = character === '"' && (at === start || first[at - 1] === " ");
    if (isOpening) at += Math.max(quotesFrom(first, at) - 1, 0);
  }
  return -1;
}

function endOfQuotes(reader: Reader, at: number): number {
  const length = quotesFrom(reader.first, at);
  return length > 0 ? length : reader.fail(reader.first.length, words.closingQuote);
}

/** The length of the JSON string that begins here; 0 where none ends. */
function quotesFrom(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at + 1 - start;
  }
  return 0;
}

const shown = 40;

function failUnknown(reader: Reader, start: number): never {
  const given = reader.first.slice(start, start + shown);
  const all = reader.first.slice(start).split(/\s+/, 3);
  const [one = "", two = ""] = all;
  const meant =
    nearest(one, lineWords) ??
    (two === ""
      ? undefined
      : (nearest(two, verbWords) ?? nearest(all.slice(1).join(" "), verbWords)));
  return reader.fail(start, words.statement(JSON.stringify(given), meant));
}
