/** A value as it is written: text as it is, nothing as no text, what has parts as JSON. */
export function written(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined || value === null ? "" : JSON.stringify(value);
}
