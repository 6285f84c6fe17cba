/** Turns what a schema found wrong into words. */
import type { BaseIssue } from "valibot";

/** One sentence for one issue: where, what was expected, and the offending value, shortened. */
export function explain(issue: BaseIssue<unknown>, root: string): string {
  const place = (issue.path ?? []).reduce(
    (text, { key }) => text + (typeof key === "number" ? `[${key}]` : `.${String(key)}`),
    root,
  );
  if (issue.input === undefined) return `${place}: is missing`;
  if (!issue.message.startsWith("must ")) return `${place}: ${issue.message}`;
  return `${place}: ${issue.message}, not ${shorten(JSON.stringify(issue.input))}`;
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
