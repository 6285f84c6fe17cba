/** What was measured, as rows of a table: figures of every round, and ratios against what they are held to. */
import { median } from "./load.ts";

/** Rounds of one thing measured, in the row's unit. */
export type Rounds = readonly number[];

/** What `onebot` is held against, another figure of the row or a number in its unit, and the ratio asked for. */
export interface Target {
  to: string | number;
  atLeast?: number;
  atMost?: number;
}

export interface Row {
  what: string;
  unit: string;
  /** By who was measured; ours is `onebot`. */
  figures: Readonly<Record<string, Rounds>>;
  targets: readonly Target[];
}

const heading = ["what", "onebot", "held to", "ratio", "asked for", ""] as const;

/** The rows as a Markdown table, one line for each target. */
export function table(rows: readonly Row[]): string {
  const lines = rows.flatMap((row) =>
    row.targets.map((target) => {
      const { ratio, isReached } = judge(row, target);
      const { to, atLeast, atMost } = target;
      const other = typeof to === "number" ? tell([to], row.unit) : name(to, row);
      const least = atLeast === undefined ? "" : `≥ ${atLeast}`;
      const asked = atMost === undefined ? least : `≤ ${atMost}`;
      const own = tell(row.figures["onebot"] ?? [], row.unit);
      return [row.what, own, other, ratio.toFixed(2), asked, asked && (isReached ? "yes" : "NO")];
    }),
  );
  const bare = rows.filter((row) => row.targets.length === 0);
  const told = bare.flatMap(({ what, unit, figures }) =>
    Object.entries(figures).map(([who, rounds]) => [
      who === "onebot" ? what : `${what}: ${who}`,
      tell(rounds, unit),
      "",
      "",
      "",
      "",
    ]),
  );
  return align([[...heading], ...lines, ...told]);
}

/** Whether a row keeps to one of its targets. */
export function judge(
  { figures }: Row,
  { to, atLeast, atMost }: Target,
): { ratio: number; isReached: boolean } {
  const other = typeof to === "number" ? to : median(figures[to] ?? []);
  const ratio = median(figures["onebot"] ?? []) / other;
  return { ratio, isReached: ratio >= (atLeast ?? 0) && ratio <= (atMost ?? Infinity) };
}

function name(who: string, { figures, unit }: Row): string {
  return `${who} ${tell(figures[who] ?? [], unit)}`;
}

/** The median, and how far rounds lie from it at most. */
function tell(rounds: Rounds, unit: string): string {
  const middle = median(rounds);
  const digits = middle >= 100 ? 0 : middle >= 10 ? 1 : 2;
  const figure = middle.toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  if (rounds.length < 2) return `${figure} ${unit}`;
  const spread = Math.max(...rounds.map((round) => Math.abs(round - middle))) / middle;
  return `${figure} ${unit} ±${Math.round(spread * 100)} %`;
}

function align(lines: readonly string[][]): string {
  const widths = heading.map((_, column) =>
    Math.max(3, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const padded = lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
  const rule = widths.map((width) => "-".repeat(width));
  return [...padded.slice(0, 1), rule, ...padded.slice(1)]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
