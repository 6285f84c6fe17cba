/** What is in a frame, in one line. */
import type { Frame } from "../../../frames.ts";
import { tellWhat } from "../../../words/event.ts";
import { say } from "../../../words/language.ts";
import type { Told } from "../../../words/language.ts";
import { nameOf } from "../people/name.ts";
import { inGroup, quoted } from "../words/wire.ts";

type Fields = Readonly<Record<string, unknown>>;

const maxLine = 200;
let lines = new WeakMap<Frame, Told>();
let knownPeople: unknown;

/** Read when it is first shown: most frames never are; anew when other people are known. */
export function contentOf(frame: Frame, people: unknown): string {
  if (people !== knownPeople) lines = new WeakMap();
  knownPeople = people;
  let told = lines.get(frame);
  if (!told) lines.set(frame, (told = tell(frame)));
  return say(told).slice(0, maxLine);
}

/** The fields of a frame; undefined where its text is cut off, or no object. */
export function fieldsOf({ text }: { readonly text: string }): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function tell(frame: Frame): Told {
  if (frame.reason !== undefined) return both(frame.reason);
  const fields = fieldsOf(frame);
  if (!fields) return both(frame.text.slice(0, maxLine));
  switch (frame.kind) {
    case "event":
      return tellWhat(fields, { nameOf, titleOf: String });
    case "call":
      return tellParams(fields["params"]);
    case "reply":
      return tellReply(fields);
    case "refused":
      return both(frame.text.slice(0, maxLine));
    default:
      return frame.kind satisfies never;
  }
}

function tellParams(params: unknown): Told {
  if (!isFields(params)) return both("");
  const parts = Object.entries(params).map(([key, value]): Told => {
    if (key === "group_id") return inGroup(plain(value));
    if (key === "message") return quoted(lineOf(value));
    if (key.endsWith("_id")) return both(plain(value));
    return typeof value === "string" ? both(`${key} ${value}`) : both(`${key} ${plain(value)}`);
  });
  return join(parts);
}

function tellReply({ data, message, status }: Fields): Told {
  if (typeof message === "string" && message !== "") return both(message);
  if (Array.isArray(data)) return { zh: `${data.length} 项`, en: `${data.length} items` };
  if (!isFields(data)) return both(data == null ? plain(status) : plain(data));
  const parts = Object.entries(data)
    .filter(([, value]) => typeof value !== "object")
    .slice(0, 4)
    .map(([key, value]) => both(`${key} ${plain(value)}`));
  return join(parts);
}

/** A message as calls have it: a text, a segment or several. */
export function lineOf(message: unknown): string {
  if (typeof message === "string") return message;
  const segments = Array.isArray(message) ? message : [message];
  return segments
    .map((segment: unknown) => {
      if (!isFields(segment) || !isFields(segment["data"])) return "";
      const { type, data } = segment;
      if (type === "text") return plain(data["text"]);
      if (type === "at") return `@${plain(data["qq"])} `;
      return `[${plain(type)}]`;
    })
    .join("");
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

function both(text: string): Told {
  return { zh: text, en: text };
}

function join(parts: readonly Told[]): Told {
  const all = (language: keyof Told) => parts.map((part) => part[language]).join(" · ");
  return { zh: all("zh"), en: all("en") };
}
