/** Objects and lists that come as JSON text in the place of a value: in a query, in a form, within JSON. */

const maxDepth = 64;
// A text of many small values takes far more memory parsed than as text.
const maxValues = 200_000;

/** What the JSON text of an object or a list says, a BOM passed over; undefined where it is none, or one too large. */
export function parseJsonText(text: string): unknown {
  const json = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (!/^\s*[[{]/.test(json) || !isWithinBounds(json)) return undefined;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

function isWithinBounds(json: string): boolean {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < json.length; at++) {
    const char = json[at];
    if (char === '"') at = endOfString(json, at);
    else if (char === "{" || char === "[") depth++;
    else if (char === "}" || char === "]") depth--;
    else if (char !== ",") continue;
    if (depth > maxDepth || ++values > maxValues) return false;
  }
  return true;
}

/** The index of the closing quote; quotes are found natively, as strings may hold whole videos. */
function endOfString(json: string, open: number): number {
  for (let quote = json.indexOf('"', open + 1); quote >= 0; quote = json.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (json[quote - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return quote;
  }
  return json.length;
}
