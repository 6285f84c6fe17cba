/** Turns what a schema found wrong into words. */
import type { BaseIssue } from "valibot";

/** One sentence for one issue: where, what was expected, and the offending value, shortened. */
export function explain(issue: BaseIssue<unknown>, root: string): string {
  const place = (issue.path ?? []).reduce(
    (text, { key }) => text + (typeof key === "number" ? `[${key}]` : `.${String(key)}`),
    root,
  );
  if (issue.message.startsWith("is missing")) return `${place}: ${issue.message}`;
  if (issue.input === undefined) return `${place}: is missing`;
  if (!issue.message.startsWith("must ")) return `${place}: ${issue.message}`;
  return `${place}: ${issue.message}, not ${spell(issue.input)}`;
}

function spell(value: unknown): string {
  // Such a number was rounded before anybody could see it.
  if (typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER)
    return "one that large";
  if (typeof value === "string") return JSON.stringify(shorten(value));
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null)
    return `an object of ${Object.keys(value).length}`;
  return String(value);
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
