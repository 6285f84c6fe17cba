/** Letters of dots, for pictures that are drawn: five wide and seven high, a base 32 digit for each row. */

export const glyphWidth = 5;
export const glyphHeight = 7;

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const dots = [
  "ehhvhhh uhhuhhu ehggghe uhhhhhu vgguggv vgguggg ehgnhhf hhhvhhh e44444e",
  "72222ic hikokih ggggggv hrllhhh hhpljhh ehhhhhe uhhuggg ehhhlid uhhukih",
  "fgge11u v444444 hhhhhhe hhhhha4 hhhllla hha4ahh hhha444 v1248gv ehjlphe",
  "4c4444e eh1248v v2421he 26aiv22 vgu11he 68guhhe v124888 ehhehhe ehhf12c",
].flatMap((row) => row.split(" "));
const glyphs = new Map(dots.map((rows, at) => [letters[at], rows]));

/** Head and shoulders. */
const figure = "eee0evv";

/** What stands for a name: the first letters of its first two words, or a figure where they are of no such letters. */
export function glyphsOf(name: string): string[] {
  const plain = name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toUpperCase();
  const initials = plain
    .split(/[\s_.-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map(([first = ""]) => first);
  const [first, second] = initials.map((letter) => glyphs.get(letter));
  return first === undefined ? [figure] : second === undefined ? [first] : [first, second];
}

/** Whether a glyph has a dot there. */
export function hasDot(glyph: string, { x, y }: { x: number; y: number }): boolean {
  const row = Number.parseInt(glyph[y] ?? "0", 32);
  return ((row >> (glyphWidth - 1 - x)) & 1) === 1;
}
