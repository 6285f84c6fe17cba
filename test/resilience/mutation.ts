/** Bytes that are nearly right, the same ones for the same seed. */

/** Numbers below a bound, by mulberry32. */
export function numbersFrom(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

const tokens = [
  '{|}|[|]|"|:|,|\\|\\u0000|\\ud800|null|true|-0|1e999|9007199254740993|-1',
  '"echo":|"action":|"params":|"__proto__":|"type":"node"',
  "&|=|%00|%ff|+|;|[CQ:|&#91;|_async|_rate_limited|\0|\u{1f642}",
]
  .flatMap((words) => words.split("|"))
  .map((token) => Buffer.from(token));

/** Changes some bytes of a text: other ones, fewer, doubled, words put in, a piece of another text. */
export function mutate(
  text: string,
  corpus: readonly string[],
  random: (bound: number) => number,
): Buffer {
  let bytes = Buffer.from(text);
  for (let changes = random(5); changes > 0; changes--) {
    const at = random(bytes.length + 1);
    const end = Math.min(bytes.length, at + 1 + random(16));
    const [before, piece, after] = [
      bytes.subarray(0, at),
      bytes.subarray(at, end),
      bytes.subarray(end),
    ];
    bytes = Buffer.concat([before, ...change(piece, { corpus, random }), after]);
  }
  return bytes;
}

function change(
  piece: Buffer,
  { corpus, random }: { corpus: readonly string[]; random: (bound: number) => number },
): Uint8Array[] {
  switch (random(6)) {
    case 0:
      return [];
    case 1:
      return [piece, piece];
    case 2:
      return [Buffer.from([random(256)]), piece.subarray(1)];
    case 3:
      return [tokens[random(tokens.length)] ?? piece, piece];
    case 4:
      return [tokens[random(tokens.length)] ?? piece];
    default: {
      const other = Buffer.from(corpus[random(corpus.length)] ?? "");
      const start = random(other.length + 1);
      return [piece, other.subarray(start, start + random(40))];
    }
  }
}
