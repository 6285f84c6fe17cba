/** Messages as they stand in a script: escapes for what a line cannot show, and lines that go on. */
import type { Content } from "./script.ts";

/** What goes on with the line above is indented, by this where we write it. */
const indentation = "  ";

/** Reads what stands behind a colon, with the lines that go on; a message is never empty. */
export function parseContent(raw: string): Content | undefined {
  const text = dedent(raw);
  if (/^~(\s|$)/.test(text)) {
    const pattern = text.slice(1).trim();
    return pattern === "" ? undefined : { pattern };
  }
  return text === "" ? undefined : { text: unescape(text) };
}

/** Reads a text that may be empty: a comment, a reason. */
export function parseText(raw: string): string {
  return unescape(dedent(raw));
}

/** Writes it behind a colon: on the same line, and on indented ones. */
export function encodeContent(content: Content): string {
  if ("pattern" in content) return ` ~ ${indent(content.pattern)}`;
  return ` ${encodeText(content.text)}`;
}

/** Writes a text that may be empty. */
export function encodeText(text: string): string {
  let [start, end] = [0, text.length];
  while (text[start] === "\n") start++;
  while (end > start && text[end - 1] === "\n") end--;
  // Reading takes the ends of lines away.
  const lines = text
    .slice(start, end)
    .split("\n")
    .map((line) => escapeEnds(escape(line)));
  const body = lines.join("\n");
  const plain = start === 0 && body.startsWith("~") ? `&#126;${body.slice(1)}` : body;
  return indent(`${newline.repeat(start)}${plain}${newline.repeat(text.length - end)}`);
}

const newline = "&#10;";

function indent(text: string): string {
  return text.replaceAll(/\n(?!\n|$)/g, `\n${indentation}`);
}

/** The first line without its ends, and the others without the indentation that the first of them has. */
function dedent(raw: string): string {
  const [first = "", ...others] = raw.split("\n");
  const [margin = ""] = /^\s*/.exec(others.find((line) => line.trim() !== "") ?? "") ?? [];
  const rest = others.map((line) =>
    line.startsWith(margin) ? line.slice(margin.length).trimEnd() : line.trim(),
  );
  const start = first.trim();
  if (start !== "") return [start, ...rest].join("\n");
  return rest
    .slice(
      Math.max(
        0,
        rest.findIndex((line) => line !== ""),
      ),
    )
    .join("\n");
}

const entity = /&#(\d{1,7});/g;
/** Those of CQ codes stay as they are. */
const ofCq: ReadonlySet<string> = new Set(["91", "93", "44"]);

function unescape(text: string): string {
  return text.includes("&#")
    ? text.replace(entity, (whole, code: string) =>
        ofCq.has(code) || Number(code) > 0x10_ff_ff ? whole : String.fromCodePoint(Number(code)),
      )
    : text;
}

/** Control characters would not be seen, and an escape that is meant as it stands would be read. */
function escape(line: string): string {
  return line
    .replace(entity, (whole, code: string) =>
      ofCq.has(code) || Number(code) > 0x10_ff_ff ? whole : `&#38;${whole.slice(1)}`,
    )
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\ufeff]/gu, toEntity);
}

function escapeEnds(line: string): string {
  return line.replace(/^\s|\s$/g, toEntity);
}

function toEntity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
