/** How a log record becomes a line: whatever a client sent in it, it makes no line and no colour of its own. */
import { inspect } from "node:util";

import { getAnsiColorFormatter, getJsonLinesFormatter, getTextFormatter } from "@logtape/logtape";
import type { LogRecord, TextFormatter } from "@logtape/logtape";

import { harmless } from "../harmless.ts";

/** Characters of one value, of one line, and how many values and frames of a stack a line shows. */
const maxValue = 200;
const maxText = 2000;
const maxFrames = 20;
const maxCauses = 3;

/** The text of a record, with its values in it, without time and level. */
export function messageOf({ message }: LogRecord): string {
  const text = message.map((part, index) => (index % 2 === 0 ? one(String(part)) : show(part)));
  return cut(text.join(""), maxText);
}

/** Lines for people, in colour on a terminal. */
export function textLines(isColoured: boolean): TextFormatter {
  const options = {
    timestamp: "time",
    timeZone: null,
    category: ([, part = ""]: readonly string[]) => part.padEnd(7),
  } as const;
  const toLine = isColoured ? getAnsiColorFormatter(options) : getTextFormatter(options);
  return (record) => {
    const head = toLine({ ...record, message: [messageOf(record)] }).trimEnd();
    return `${head}${stacksOf(record)}\n`;
  };
}

/** One JSON object a line. */
export function jsonLines(): TextFormatter {
  const toLine = getJsonLinesFormatter();
  return (record) =>
    toLine({
      ...record,
      message: [messageOf(record)],
      properties: Object.fromEntries(
        Object.entries(record.properties).map(([name, value]) => [name, toProperty(value)]),
      ),
    });
}

function toProperty(value: unknown): unknown {
  if (value instanceof Error) return { message: show(value), stack: stackOf(value) };
  return value === null || ["number", "boolean"].includes(typeof value) ? value : show(value);
}

function show(value: unknown): string {
  if (value instanceof Error) return cut(one(`${value.name}: ${value.message}`), maxValue);
  if (typeof value !== "object" || value === null) return cut(one(String(value)), maxValue);
  return cut(one(inspect(value, { depth: 2, breakLength: Infinity })), maxValue);
}

/** The stacks of errors among the values, each frame on a line that is indented. */
function stacksOf({ message }: LogRecord): string {
  return message
    .filter((part) => part instanceof Error)
    .flatMap(stackOf)
    .map((line) => `\n    ${line}`)
    .join("");
}

function stackOf(error: Error, causes = 0): string[] {
  const { cause, message, stack = "" } = error;
  // What stands before the frames is the message, which may imitate them.
  const from = stack.indexOf(message) + message.length;
  const frames = stack
    .slice(from)
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, maxFrames)
    .map((line) => cut(one(line.trim()), maxValue));
  if (!(cause instanceof Error) || causes === maxCauses) return frames;
  return [...frames, `caused by ${show(cause)}`, ...stackOf(cause, causes + 1)];
}

function one(text: string): string {
  // Past this no character is shown, and a text may be large.
  return harmless(text.slice(0, maxText));
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
