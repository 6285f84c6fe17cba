/** How scripts call people and groups: plainly, or in quotes where a plain name would be read as something else. */
import { scriptWords as words } from "../words/chat.ts";
import type { Told } from "../words/language.ts";
import { directiveOf, verbOf } from "./keyword.ts";
import type { Reader } from "./reader.ts";
import { spaceBefore } from "./reader.ts";
import type { Ref } from "./script.ts";

/** Reads what somebody is called, between two places of a line. */
export function readRef(
  reader: Reader,
  { from, to, expected }: { from: number; to: number; expected: Told },
): Ref {
  const raw = reader.text.slice(from, to);
  const text = raw.trim();
  const at = from + spaceBefore(raw);
  if (text === "") reader.fail(at, expected);
  if (!text.startsWith('"')) return text;
  try {
    const name = JSON.parse(text) as string;
    return name === "" ? reader.fail(at, expected) : name;
  } catch (error) {
    if (!(error instanceof SyntaxError) || "expected" in error) throw error;
    return reader.fail(at, words.closingQuote);
  }
}

/** Writes what somebody is called. */
export function encodeRef(ref: Ref): string {
  const isPlain =
    ref === ref.trim() &&
    ref !== "any order" &&
    !/^["#[]|[:：\p{Cc}]|\s(?:to|进)\s/u.test(ref) &&
    !directiveOf(`${ref} x`) &&
    !directiveOf(ref) &&
    !verbOf(`${ref} `) &&
    !/\s"/.test(ref);
  return isPlain ? ref : JSON.stringify(ref);
}
