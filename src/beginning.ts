/** The beginning of a text, for what is kept of it. */

/** At most so many characters of a text: a slice alone would keep the whole alive, a video of a hundred megabytes. */
export function beginningOf(text: string, length: number): string {
  if (text.length <= length) return text;
  return Buffer.from(text.slice(0, length), "utf16le").toString("utf16le");
}
