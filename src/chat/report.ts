/** How played scenes are told: for people, and for programs that read TAP, JUnit or JSON. */
import type { Told } from "../words/language.ts";
import { say } from "../words/language.ts";
import { playWords as words } from "../words/play.ts";
import { encodeShown } from "./failure.ts";
import type { Shown } from "./failure.ts";

/** What became of a scene. */
export interface Result {
  readonly file: string;
  readonly title: string;
  readonly line: number;
  readonly ms: number;
  readonly failure?: {
    readonly message: string;
    readonly line: number;
    readonly diff: readonly Shown[];
    /** What the bot printed meanwhile. */
    readonly output: string;
  };
}

export const reporters = ["text", "tap", "junit", "json"] as const;
export type Reporter = (typeof reporters)[number];

/** A scene on one line, and below it how it failed. */
export function tellResult(result: Result): string {
  const { file, title, ms, failure } = result;
  const name = `${file} › ${title}`;
  if (!failure) return `ok     ${name} (${Math.round(ms)} ms)`;
  return [
    `FAILED ${name} (${Math.round(ms)} ms)`,
    ...tellFailure(result).map((line) => `  ${line}`),
  ].join("\n");
}

/** How it failed: where and why, the diff, and what the bot printed. */
export function tellFailure({ file, failure }: Result): string[] {
  if (!failure) return [];
  const { line, message, diff, output } = failure;
  const printed = output.trimEnd();
  return [
    `${file}:${line}: ${message}`,
    ...diff.flatMap((shown) => encodeShown(shown).split("\n")),
    ...(printed === ""
      ? []
      : [say(words.botPrinted), ...printed.split("\n").map((each) => `| ${each}`)]),
  ];
}

/** How many passed and failed, and how long it took. */
export function tellSummary(results: readonly Result[], ms: number): Told {
  const failed = results.filter(({ failure }) => failure).length;
  return words.summary({
    passed: results.length - failed,
    failed,
    seconds: (ms / 1000).toFixed(1),
  });
}

/** The notes that GitHub shows beside the lines of a pull request. */
export function tellAnnotation({ file, title, failure }: Result): string | undefined {
  if (!failure) return undefined;
  const { line, message, diff } = failure;
  const text = [`${title}: ${message}`, ...diff.map(encodeShown)].join("\n");
  const escaped = text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const where = file.replaceAll("%", "%25").replaceAll(",", "%2C").replaceAll(":", "%3A");
  return `::error file=${where},line=${line}::${escaped}`;
}

/** All scenes at once, for a program. */
export const documents: Readonly<
  Record<Exclude<Reporter, "text">, (results: readonly Result[]) => string>
> = {
  tap(results) {
    const lines = results.map((result, at) => {
      const { file, title, failure } = result;
      const name = `${at + 1} - ${file} › ${title}`.replaceAll("#", "\\#");
      if (!failure) return `ok ${name}`;
      const details = tellFailure(result).map((line) => `      ${line}`);
      return [`not ok ${name}`, "  ---", "  message: |", ...details, "  ..."].join("\n");
    });
    return ["TAP version 14", `1..${results.length}`, ...lines].join("\n");
  },

  junit(results) {
    const suites = [...Map.groupBy(results, ({ file }) => file)].map(([file, scenes]) => {
      const cases = scenes.map((result) => {
        const { title, line, ms, failure } = result;
        const start = `    <testcase name="${toXml(title)}" classname="${toXml(file)}" file="${toXml(file)}" line="${line}" time="${(ms / 1000).toFixed(3)}"`;
        if (!failure) return `${start}/>`;
        const text = toXml(tellFailure(result).join("\n"));
        return `${start}>\n      <failure message="${toXml(failure.message)}">${text}</failure>\n    </testcase>`;
      });
      const count = scenes.filter(({ failure }) => failure).length;
      const name = `  <testsuite name="${toXml(file)}" tests="${scenes.length}" failures="${count}">`;
      return [name, ...cases, "  </testsuite>"].join("\n");
    });
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      "<testsuites>",
      ...suites,
      "</testsuites>",
    ].join("\n");
  },

  json(results) {
    const failed = results.filter(({ failure }) => failure).length;
    const scenes = results.map((result) => {
      const { failure, ms, ...scene } = result;
      const base = { ...scene, ms: Math.round(ms), passed: !failure };
      if (!failure) return base;
      const { message, line, diff, output } = failure;
      return {
        ...base,
        failure: { message, line, diff: diff.map(encodeShown).join("\n"), output },
      };
    });
    return JSON.stringify({ passed: results.length - failed, failed, scenes }, undefined, 2);
  },
};

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
};

function toXml(text: string): string {
  return (
    text
      .replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign)
      // XML has no way to write these.
      .replaceAll(/[^\P{Cc}\n\t]/gu, "\uFFFD")
  );
}
