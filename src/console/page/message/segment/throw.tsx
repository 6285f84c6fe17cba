/** What was thrown: dice, and the hands of rock-paper-scissors. */
import { say } from "../../../../words/language.ts";
import { card as words } from "../../words/card.ts";
import { textOf } from "./data.ts";
import type { SegmentProps } from "./data.ts";

const low = 15;
const mid = 26;
const high = 37;

/** Where the pips of each side lie. */
const sides: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  1: [[mid, mid]],
  2: [
    [low, low],
    [high, high],
  ],
  3: [
    [low, low],
    [mid, mid],
    [high, high],
  ],
  4: [
    [low, low],
    [high, low],
    [low, high],
    [high, high],
  ],
  5: [
    [low, low],
    [high, low],
    [mid, mid],
    [low, high],
    [high, high],
  ],
  6: [
    [low, low],
    [high, low],
    [low, mid],
    [high, mid],
    [low, high],
    [high, high],
  ],
};

export function Dice({ data }: SegmentProps) {
  const result = textOf(data, "result");
  const pips = sides[result] ?? [];
  return (
    <svg
      className="die"
      viewBox="0 0 52 52"
      role="img"
      aria-label={`${say(words.dice)} ${result}`.trim()}
    >
      <rect x="2" y="2" width="48" height="48" rx="11" />
      {pips.map(([x, y]) => (
        <circle key={`${x}-${y}`} cx={x} cy={y} r={pips.length === 1 ? 7 : 4.4} />
      ))}
    </svg>
  );
}

const hands: Readonly<
  Record<string, { readonly sign: string; readonly words: keyof typeof words }>
> = {
  1: { sign: "✋", words: "paper" },
  2: { sign: "✌️", words: "scissors" },
  3: { sign: "✊", words: "rock" },
};

export function Hand({ data }: SegmentProps) {
  const hand = hands[textOf(data, "result")];
  const name = hand ? `${say(words.rps)} · ${say(words[hand.words])}` : say(words.rps);
  return (
    <span className="hand" role="img" aria-label={name} title={name}>
      {hand?.sign ?? "✊✌️✋"}
    </span>
  );
}
