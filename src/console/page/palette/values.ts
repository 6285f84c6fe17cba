/** From what is typed into a form to the params of a call, and to the same as a command line. */
import type { Param } from "../../../protocol/shape.ts";

/** What stands in the fields of a form, by param. */
export type Values = Readonly<Record<string, string>>;

/** The params that the filled fields mean; what is not of its field's kind goes as it is, for the server to say. */
export function toParams(params: readonly Param[], values: Values): Record<string, unknown> {
  return Object.fromEntries(
    params.flatMap((param) => {
      const text = values[param.name] ?? "";
      return text === "" ? [] : [[param.name, toValue(param, text)] as const];
    }),
  );
}

function toValue({ shape }: Param, text: string): unknown {
  switch (shape.is) {
    case "whole":
      return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
    case "flag":
      return text === "true" ? true : text === "false" ? false : text;
    case "list":
    case "fields":
      return parse(text);
    case "message":
      return text.startsWith("[{") ? parse(text) : text;
    case "text":
    case "choice":
      return text;
    default:
      return shape satisfies never;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The call as one would type it in a shell. */
export function toCommand(
  action: string,
  { params, account }: { params: Readonly<Record<string, unknown>>; account: number },
): string {
  const words = Object.entries(params).map(([name, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return quote(`${name}=${text}`);
  });
  return ["onebot", "call", "--as", String(account), action, ...words].join(" ");
}

function quote(word: string): string {
  return /^[\w=.,:@%+/-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** What the server says of single params: `params.group_id: must be …; params.x: …`. */
export function mistakesOf(message: string): Record<string, string> {
  const found: Record<string, string> = {};
  // What is said of one may hold such a sign too.
  for (const part of message.split(/; (?=params\.|and \d+ more$)/)) {
    const [, name, sentence] = /^params\.(\w+)[^:]*: (.*)$/.exec(part) ?? [];
    if (name !== undefined && sentence !== undefined) found[name] ??= sentence;
  }
  return found;
}
