/** Signs that an input method or a word processor puts where TOML wants plain ones. */

export interface ForeignSign {
  found: string;
  wanted: string;
  /** From 1. */
  column: number;
}

const plain: Record<string, string> = {
  // Written between a key and its value.
  "：": "=",
  "“": '"',
  "”": '"',
  "„": '"',
  "「": '"',
  "」": '"',
  "‘": "'",
  "’": "'",
  "。": ".",
  "、": ",",
  "【": "[",
  "】": "]",
  "\u3000": " ",
  "\u00a0": " ",
};

/**
 * Finds the sign that made a text wrong TOML: in the word where reading failed, else the last one before the end
 * of a line whose text began with a plain quote and had no other.
 */
export function foreignSign(
  toml: string,
  { line, column }: { line: number | undefined; column: number | undefined },
): ForeignSign | undefined {
  const text = line === undefined ? undefined : toml.split("\n")[line - 1];
  if (text === undefined || column === undefined) return undefined;
  const word = /^[^\s#]*/.exec(text.slice(column - 1))?.[0] ?? "";
  const end = column - 1 + Math.max(word.length, 1);
  const signs = Array.from(text, (found, index) => {
    const wanted = toPlain(found);
    return wanted === undefined ? [] : [{ found, wanted, column: index + 1 }];
  }).flat();
  const isUnfinished = column > text.trimEnd().length;
  return (
    signs.find((sign) => sign.column >= column && sign.column <= end) ??
    (isUnfinished ? signs.at(-1) : undefined)
  );
}

function toPlain(sign: string): string | undefined {
  if (Object.hasOwn(plain, sign)) return plain[sign];
  const code = sign.charCodeAt(0);
  // The full-width forms stand in the order of ASCII.
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : undefined;
}
