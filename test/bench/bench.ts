/** What every benchmark is given, and what it gives. */
import type { Row, Rounds } from "./report.ts";

export interface Pace {
  /** How often each server has its turn. */
  rounds: number;
  /** How long a turn is measured, in seconds. */
  seconds: number;
  /** Whether the long rows are shortened. */
  isQuick: boolean;
}

export type Benchmark = (pace: Pace) => Promise<Row[]>;

/** Measures some servers in turn, round after round, after one that does not count. */
export async function alternate(
  { rounds }: Pick<Pace, "rounds">,
  turns: Readonly<Record<string, () => Promise<number>>>,
): Promise<Record<string, Rounds>> {
  const figures = Object.fromEntries(Object.keys(turns).map((who) => [who, [] as number[]]));
  for (let round = 0; round <= rounds; round++) {
    for (const [who, turn] of Object.entries(turns)) {
      const figure = await turn();
      if (round > 0) figures[who]?.push(figure);
    }
  }
  return figures;
}
