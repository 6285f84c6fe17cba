/** JSON in pieces, as they stand in the text: also of a text that is cut off, or that is no JSON. */

export type TokenKind = "key" | "text" | "number" | "word" | "mark" | "space" | "other";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const pattern = /"(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*|[{}[\],:]|\s+|[A-Za-z_]+|[^\s"{}[\],:]/gsu;

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: piece, index } of text.matchAll(pattern)) {
    const rest = text.slice(index + piece.length, index + piece.length + maxGap);
    tokens.push({ kind: kindOf(piece, rest), text: piece });
  }
  return tokens;
}
const maxGap = 20;

function kindOf(piece: string, rest: string): TokenKind {
  const [first = ""] = piece;
  if (first === '"') return /^\s*:/.test(rest) ? "key" : "text";
  if (/\s/.test(first)) return "space";
  if (/[{}[\],:]/.test(first)) return "mark";
  if (/[-\d]/.test(first)) return "number";
  return piece === "true" || piece === "false" || piece === "null" ? "word" : "other";
}
