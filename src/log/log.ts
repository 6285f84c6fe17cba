/** Logging: one line a thing, readable on a terminal, JSON lines when asked. */
import { isatty } from "node:tty";

import { configureSync, getLogger } from "@logtape/logtape";
import type { Filter, Logger, LogRecord, TextFormatter } from "@logtape/logtape";

import { counted } from "../words/count.ts";
import { jsonLines, messageOf, textLines } from "./line.ts";
import { Throttle } from "./throttle.ts";
import { LineWriter } from "./writer.ts";

export type LogLevel = "debug" | "info" | "warning" | "error";
export type LogFormat = "text" | "json";

// Everything goes to standard output, so that lines stay in order.
const standardOutput = 1;
let toLine: TextFormatter = textLines(false);
const writer = new LineWriter(standardOutput, (count) => toLine(missing(count)));
const throttle = new Throttle((count, text, isSame) => {
  const times = count === 1 ? "Once more" : "{count} more times";
  logger("log").info(isSame ? `${times}: {text}` : "{count} more like this: {text}", {
    count,
    text,
  });
});

/** Starts logging to standard output. Until this is called, nothing is written. */
export function configureLog({ level, format }: { level: LogLevel; format: LogFormat }): void {
  // process.stdout is not asked: it makes a pipe, which others may share, one that does not wait.
  const isColoured = isatty(standardOutput) && !process.env["NO_COLOR"];
  toLine = format === "json" ? jsonLines() : textLines(isColoured);
  const once: Filter = (record) =>
    !isFailure(record.level) || throttle.admits(kindOf(record), messageOf(record));
  configureSync({
    reset: true,
    sinks: { output: (record) => writer.write(toLine(record)) },
    filters: { once },
    loggers: [
      { category: "onebot", lowestLevel: level, sinks: ["output"], filters: ["once"] },
      { category: ["logtape", "meta"], lowestLevel: "error", sinks: ["output"] },
    ],
  });
}

/** Writes what is still to be said, for so many milliseconds at most: nobody may be reading. */
export async function endLog(grace = 500): Promise<void> {
  throttle.flush();
  await writer.end(grace);
}

/** A text as a template that says just this, whatever braces it holds. */
export function literal(text: string): string {
  return text.replaceAll("{", "{{").replaceAll("}", "}}");
}

/** An address as it may be told: its query may hold a token. */
export function withoutQuery(address: string): string {
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname}`;
}

/** The logger of one part of the program, named in each of its lines. */
export function logger(part: string): Logger {
  return getLogger(["onebot", part]);
}

/** What stands in the log where lines are missing. */
function missing(count: number): LogRecord {
  const text = `${counted(count, "line was", "lines were")} dropped: nobody read the log`;
  const level = "warning";
  const category = ["onebot", "log"];
  const properties = { count };
  return { category, level, message: [text], rawMessage: text, timestamp: Date.now(), properties };
}

function kindOf({ category, level, rawMessage }: LogRecord): string {
  const template = typeof rawMessage === "string" ? rawMessage : rawMessage.join("{}");
  return `${category.join(" ")} ${level} ${template}`;
}

function isFailure(level: string): boolean {
  return level === "warning" || level === "error" || level === "fatal";
}
