/** Logging: one line a thing, readable on a terminal, JSON lines when asked. */
import {
  configureSync,
  getAnsiColorFormatter,
  getConsoleSink,
  getJsonLinesFormatter,
  getLogger,
  getTextFormatter,
  getThrottlingFilter,
} from "@logtape/logtape";
import type { Filter, Logger, TextFormatter } from "@logtape/logtape";

export type LogLevel = "debug" | "info" | "warning" | "error";
export type LogFormat = "text" | "json";

/** Starts logging to standard output. Until this is called, nothing is written. */
export function configureLog({ level, format }: { level: LogLevel; format: LogFormat }): void {
  configureSync({
    reset: true,
    sinks: { console: getConsoleSink({ formatter: formatters[format](), levelMap }) },
    filters: { once: oncePerMinute() },
    loggers: [
      { category: "onebot", lowestLevel: level, sinks: ["console"], filters: ["once"] },
      { category: ["logtape", "meta"], lowestLevel: "error", sinks: ["console"] },
    ],
  });
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

/** A failure that repeats, like a bot that tries again and again with a wrong token, is said once, with a count. */
function oncePerMinute(): Filter {
  const throttle = getThrottlingFilter({
    limit: 1,
    windowMs: 60_000,
    key: ({ message }) => message.join(""),
    summary: {
      logger: logger("log"),
      level: "info",
      message: ({ suppressed, lastRecord }) =>
        `${suppressed} more times: ${lastRecord?.message.join("")}`,
    },
  });
  return (record) => !isFailure(record.level) || throttle(record);
}

function isFailure(level: string): boolean {
  return level === "warning" || level === "error" || level === "fatal";
}

const formatters: Record<LogFormat, () => TextFormatter> = {
  json: () => {
    const toLine = getJsonLinesFormatter();
    // As on a terminal, texts within a message stand without quotes.
    const toMessage = getTextFormatter({ value: "bare", format: ({ message }) => message });
    return (record) => toLine({ ...record, message: [toMessage(record).trimEnd()] });
  },
  text: () => {
    const options = {
      timestamp: "time",
      timeZone: null,
      value: "bare",
      category: ([, part = ""]: readonly string[]) => part.padEnd(7),
    } as const;
    return process.stdout.isTTY && !process.env["NO_COLOR"]
      ? getAnsiColorFormatter(options)
      : getTextFormatter(options);
  },
};

// Everything goes to standard output, so that lines stay in order.
const levelMap = {
  trace: "log",
  debug: "log",
  info: "log",
  warning: "log",
  error: "log",
  fatal: "log",
} as const;
