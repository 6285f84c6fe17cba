/** Texts that somebody else wrote, made fit for a terminal and for one line. */
import { sanitizeControlSequences } from "@logtape/logtape";

// Line and paragraph separators, and what turns the direction of writing.
const unruly = "\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";
const unrulyText = new RegExp(`[${unruly}]`, "g");
const unrulyJson = new RegExp(`[\\u007f-\\u009f${unruly}]`, "g");

/** A text that neither ends its line nor colours, hides or turns what follows: such characters are written out. */
export function harmless(text: string): string {
  const plain = sanitizeControlSequences(text, { sgr: "escape", newlines: "escape" });
  return plain.replace(unrulyText, toEscape);
}

/** JSON with the characters escaped that it may hold but a terminal obeys; it means the same. */
export function harmlessJson(json: string): string {
  return json.replace(unrulyJson, toEscape);
}

function toEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
