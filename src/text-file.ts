/** Texts that people save: UTF-8, with a BOM or without; what else editors make of them is found out. */

/** Why bytes are no text: the encoding they seem to have, and the line, from 1, where that shows. */
export class EncodingError extends Error {
  override readonly name = "EncodingError";
  readonly encoding: "UTF-16" | "unknown";
  readonly line: number;

  constructor(encoding: "UTF-16" | "unknown", line: number) {
    super(`Not UTF-8 in line ${line}`);
    this.encoding = encoding;
    this.line = line;
  }
}

/** Bytes as text, without a BOM. Throws {@link EncodingError} where they are not UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const hasMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  // Without a mark, every other byte of plain text in UTF-16 is 0.
  if (hasMark || first === 0 || second === 0) throw new EncodingError("UTF-16", 1);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    return decoder.decode(bytes);
  } catch {
    throw new EncodingError("unknown", firstWrongLine(bytes));
  }
}

function firstWrongLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const next = end < 0 ? bytes.length : end + 1;
    try {
      decoder.decode(bytes.subarray(start, next));
    } catch {
      return line;
    }
    start = next;
  }
  return line;
}
