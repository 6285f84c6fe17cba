/** Writes `.chat`: script → text, so that reading it gives the same script. */
import { encodeContent, encodeText } from "./content.ts";
import { encodeParams } from "./param.ts";
import { encodeRef } from "./ref.ts";
import type { Clock, Param, Script, Statement } from "./script.ts";
import { encodeSpan } from "./span.ts";

/** Writes a script. */
export function write({ head, scenes }: Script): string {
  const blocks = scenes.map(({ title, steps }) => [`scene ${title}`, ...steps.map(toLine)]);
  const all = head.length > 0 ? [head.map(toLine), ...blocks] : blocks;
  return all.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

function toLine({ statement }: { statement: Statement }): string {
  return encodeStatement(statement);
}

/** Writes one statement, on one line or on several of which the others are indented. */
export function encodeStatement(statement: Statement): string {
  const label =
    "label" in statement && statement.label !== undefined ? `[${statement.label}] ` : "";
  const who = "who" in statement && statement.is !== "bot" ? `${encodeRef(statement.who)}` : "";
  return `${label}${who}${encodeRest(statement)}`;
}

function encodeRest(statement: Statement): string {
  switch (statement.is) {
    case "remark":
      return statement.text === "" ? "#" : `# ${statement.text}`;
    case "in":
      return `in ${encodeRef(statement.group)}`;
    case "bot":
      return `bot ${encodeRef(statement.who)}`;
    case "new-person":
      return `new person ${encodeNew(statement)}`;
    case "new-group":
      return `new group ${encodeNew(statement)}`;
    case "zone":
      return `zone ${encodeZone(statement.minutes)}`;
    case "within":
      return `within ${encodeSpan(statement.ms)}`;
    case "wait":
      return `wait ${encodeSpan(statement.ms)}`;
    case "clock":
      return `clock ${encodeClock(statement.clock)}`;
    case "fault":
      return statement.params.length === 0
        ? "fault none"
        : `fault${encodeParams(statement.params)}`;
    case "any-order":
      return "in any order";
    case "refused":
      return `refused:${encodeContent(statement.content)}`;
    case "say": {
      const { to, replyTo, content } = statement;
      const whither =
        to === undefined
          ? ""
          : "person" in to
            ? ` to ${encodeRef(to.person)}`
            : ` in ${encodeRef(to.group)}`;
      const reply = replyTo === undefined ? "" : ` replies to [${replyTo}]`;
      return `${whither}${reply}:${encodeContent(content)}`;
    }
    case "calls":
      return ` calls ${statement.action}${encodeParams(statement.params)}`;
    case "gets":
      return ` gets ${statement.event}${encodeParams(statement.params)}`;
    case "nothing":
      return ` ${statement.of} nothing for ${encodeSpan(statement.ms)}`;
    case "recalls":
      return ` recalls [${statement.of}]`;
    case "pokes":
      return ` pokes ${encodeRef(statement.whom)}`;
    case "asks-to-join":
      return ` asks to join ${encodeRef(statement.group)}${encodeComment(statement.comment)}`;
    case "asks-to-befriend":
      return ` asks to befriend ${encodeRef(statement.whom)}${encodeComment(statement.comment)}`;
    case "invites": {
      const { whom, group, comment } = statement;
      return ` invites ${encodeRef(whom)} to ${encodeRef(group)}${encodeComment(comment)}`;
    }
    case "accepts":
      return ` accepts [${statement.of}]`;
    case "refuses":
      return ` refuses [${statement.of}]${encodeComment(statement.reason)}`;
    default:
      return statement satisfies never;
  }
}

function encodeNew({ name, id, params }: { name: string; id?: number; params: readonly Param[] }) {
  const number = id === undefined ? "" : ` ${id}`;
  const plain = encodeRef(name);
  const isPlain = plain === name && !/\s(?:\d+(?!\S)|\S*[=~])/.test(name);
  return `${isPlain ? plain : JSON.stringify(name)}${number}${encodeParams(params)}`;
}

function encodeComment(comment: string): string {
  return comment === "" ? "" : `: ${encodeText(comment)}`;
}

function encodeZone(minutes: number): string {
  const ahead = Math.abs(minutes);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
}

function encodeClock(clock: Clock): string {
  if ("runs" in clock) return clock.runs ? "runs" : "stops";
  if ("time" in clock) return clock.day === undefined ? clock.time : `${clock.day} ${clock.time}`;
  return `${clock.seconds < 0 ? "-" : "+"}${encodeSpan(Math.abs(clock.seconds) * 1000)}`;
}
