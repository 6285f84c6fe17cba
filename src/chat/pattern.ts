/** Regular expressions, by the same engine as the filters of clients: none takes more than linear time. */
import { RE2JS } from "re2js";

const maxPattern = 1000;

const compiled = new Map<string, RE2JS>();
const maxCompiled = 1000;

function compile(pattern: string): RE2JS {
  const known = compiled.get(pattern);
  if (known) return known;
  if (pattern.length > maxPattern)
    throw new RangeError(`it is longer than ${maxPattern} characters`);
  const made = RE2JS.compile(pattern);
  if (compiled.size >= maxCompiled) compiled.clear();
  compiled.set(pattern, made);
  return made;
}

/** What is wrong with a pattern; undefined where nothing is. */
export function checkPattern(pattern: string): string | undefined {
  try {
    compile(pattern);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** What the named groups of a pattern hold where it is found in a text; undefined where it is not. */
export function find(pattern: string, text: string): Map<string, string> | undefined {
  const re = compile(pattern);
  const matcher = re.matcher(text);
  if (!matcher.find()) return undefined;
  const names = Object.keys(re.namedGroups());
  return new Map(names.map((name) => [name, matcher.group(name) ?? ""]));
}
