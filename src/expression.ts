/** Regular expressions by an engine that takes linear time, whatever the expression and the text. */
import type * as re2js from "re2js";

/** Whether it matches somewhere in a text. */
export type Expression = (text: string) => boolean;

// It is linear, but what it does for each character is much.
const maxLength = 10_000;

/** Reads an expression in the syntax of RE2; undefined where it is none. Of a text, the first 10 000 characters count. */
export function toExpression(source: string): Expression | undefined {
  // Most configurations have none, and the engine takes 14 ms and 8 MB.
  const engine = require("re2js") as typeof re2js;
  try {
    const compiled = engine.RE2JS.compile(source);
    return (text) => compiled.test(text.length > maxLength ? text.slice(0, maxLength) : text);
  } catch {
    return undefined;
  }
}
