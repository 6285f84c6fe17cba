/** Signs that an input method, a word processor or a habit puts where TOML wants plain ones, or none. */

export interface ForeignSign {
  found: string;
  /** Empty where it is to be deleted. */
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

/** Where reading failed, both from 1. */
export interface TomlPlace {
  line?: number | undefined;
  column?: number | undefined;
}

/**
 * Finds the sign that made a text wrong TOML: in the word where reading failed, else the last one before the end
 * of a line whose text began with a plain quote and had no other; else a comma or semicolon that ends a line.
 * `whereWrong` gives where reading another text fails, undefined where it does not.
 */
export function foreignSign(
  toml: string,
  { line, column }: TomlPlace,
  whereWrong: (toml: string) => TomlPlace | undefined,
): ForeignSign | undefined {
  const lines = toml.split("\n");
  const text = line === undefined ? undefined : lines[line - 1];
  if (line === undefined || text === undefined || column === undefined) return undefined;
  const isMended = ({ found, wanted, column: at }: ForeignSign) => {
    const mended = text.slice(0, at - 1) + wanted + text.slice(at - 1 + found.length);
    const next = whereWrong(lines.with(line - 1, mended).join("\n"));
    return !next?.line || next.line > line || (next.line === line && (next.column ?? 0) > at);
  };
  const found = signIn(text, column);
  const ending = endingSign(text);
  if (!found) return ending && isMended(ending) ? ending : undefined;
  const deleted = { ...found, wanted: "" };
  return !isMended(found) && isMended(deleted) ? deleted : found;
}

function signIn(text: string, column: number): ForeignSign | undefined {
  const word = /^\s*[^\s#]*/.exec(text.slice(column - 1))?.[0] ?? "";
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

/** What ends a statement in other languages. */
function endingSign(text: string): ForeignSign | undefined {
  const ending = /[,;](?=\s*(?:#.*)?$)/.exec(text);
  return ending ? { found: ending[0], wanted: "", column: ending.index + 1 } : undefined;
}

function toPlain(sign: string): string | undefined {
  if (Object.hasOwn(plain, sign)) return plain[sign];
  const code = sign.charCodeAt(0);
  // The full-width forms stand in the order of ASCII.
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : undefined;
}
