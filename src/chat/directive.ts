/** Reads the lines that begin with a word of the grammar: where, when, who there is, what goes wrong. */
import { scriptWords as words } from "../words/chat.ts";
import { isWord, particles } from "./keyword.ts";
import type { Directive } from "./keyword.ts";
import type { Readers } from "./parse.ts";
import type { Reader } from "./reader.ts";
import { readRef } from "./ref.ts";
import type { Clock, Statement } from "./script.ts";
import { parseSpan } from "./span.ts";

interface Place {
  readonly reader: Reader;
  /** Where what follows the word begins. */
  readonly end: number;
  readonly readers: Readers;
}

/** Reads a directive other than `scene`. */
export function readDirective(
  reader: Reader,
  { directive, ...place }: { directive: Directive; end: number; readers: Readers },
): Statement {
  return sentences[directive]({ reader, ...place });
}

const sentences: Readonly<Record<Directive, (place: Place) => Statement>> = {
  scene: ({ reader }) => reader.fail(0, words.scene),
  in: ({ reader, end }) => ({ is: "in", group: ref({ reader, end }, "group") }),
  bot: ({ reader, end }) => ({ is: "bot", who: ref({ reader, end }, "name") }),
  newPerson: (place) => readNew("new-person", place),
  newGroup: (place) => readNew("new-group", place),
  anyOrder: ({ reader, end }) => {
    const { text, at } = reader.rest(end);
    return text === "" ? { is: "any-order" } : reader.fail(at, words.end);
  },
  zone: ({ reader, end }) => {
    const { text, at } = reader.rest(end);
    const minutes = parseZone(text);
    return { is: "zone", minutes: minutes ?? reader.fail(at, words.zone) };
  },
  within: (place) => ({ is: "within", ms: span(place) }),
  wait: (place) => ({ is: "wait", ms: span(place) }),
  clock: ({ reader, end }) => {
    const { text, at } = reader.rest(end);
    return { is: "clock", clock: parseClock(text) ?? reader.fail(at, words.clock) };
  },
  fault: ({ reader, end, readers }) => {
    const { text, at } = reader.rest(end);
    if (isWord(text, particles.none)) return { is: "fault", params: [] };
    const params = readers.paramsAt(reader, end);
    return params.length > 0 ? { is: "fault", params } : reader.fail(at, words.faults);
  },
  refused: ({ reader, end, readers }) => {
    const { text, at } = reader.rest(end);
    if (!/^[:：]/.test(text)) reader.fail(at, words.colon);
    return { is: "refused", content: readers.contentAt(reader, at + 1) };
  },
};

function ref({ reader, end }: Omit<Place, "readers">, what: "group" | "name"): string {
  return readRef(reader, { from: end, to: reader.text.length, expected: words[what] });
}

function span({ reader, end }: Place): number {
  const { text, at } = reader.rest(end);
  return parseSpan(text) ?? reader.fail(at, words.span);
}

/** A name, a number and params: `new person Eve 30001 age=20`. */
function readNew(is: "new-person" | "new-group", { reader, end, readers }: Place): Statement {
  const { text, at } = reader.rest(end);
  const [quoted = ""] = /^"(?:[^"\\]|\\.)*"/.exec(text) ?? [];
  const after = [...text.slice(quoted.length).matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    word,
    start: quoted.length + index,
  }));
  const next = after.find(({ word }, index) => (quoted !== "" || index > 0) && endsName.test(word));
  const to = quoted === "" ? (next?.start ?? text.length) : quoted.length;
  const expected = is === "new-group" ? words.group : words.name;
  const name = readRef(reader, { from: at, to: at + to, expected });
  const id = next && /^\d{1,16}$/.test(next.word) ? Number(next.word) : undefined;
  if (!next)
    return text.slice(to).trim() === ""
      ? { is, name, params: [] }
      : reader.fail(at + to, words.number);
  const rest = next.start + (id === undefined ? 0 : next.word.length);
  const params = readers.paramsAt(reader, at + rest);
  return { is, name, ...(id === undefined ? {} : { id }), params };
}

/** A number, or the first of the params. */
const endsName = /^(?:\d+$|[\p{L}\p{N}_.-]+[=~])/u;

/** Minutes ahead of UTC. */
function parseZone(text: string): number | undefined {
  if (/^(?:UTC|Z)$/i.test(text)) return 0;
  const [, sign, hours, minutes = "00"] =
    /^(?:UTC)?([+-])(\d{1,2})(?::?([0-5]\d))?$/i.exec(text) ?? [];
  if (hours === undefined || Number(hours) > 14) return undefined;
  const ahead = Number(hours) * 60 + Number(minutes);
  return sign === "-" && ahead > 0 ? -ahead : ahead;
}

function parseClock(text: string): Clock | undefined {
  if (isWord(text, particles.stops)) return { runs: false };
  if (isWord(text, particles.runs)) return { runs: true };
  const [, sign, length] = /^([+-])(.*)$/.exec(text) ?? [];
  if (length !== undefined) {
    const ms = parseSpan(length.trim());
    if (ms === undefined || ms % 1000 !== 0) return undefined;
    return { seconds: sign === "-" && ms > 0 ? -ms / 1000 : ms / 1000 };
  }
  const [, day, time] = /^(?:(\S+)\s+)?((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)$/.exec(text) ?? [];
  if (time === undefined) return undefined;
  if (day === undefined) return { time };
  if (isWord(day, particles.today)) return { time, day: "today" };
  if (isWord(day, particles.tomorrow)) return { time, day: "tomorrow" };
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00Z`))
    ? { time, day }
    : undefined;
}
