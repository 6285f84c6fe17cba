/** How the seats that are open share the width. */
import { useState } from "react";

/** The seat with the focus has so much more. */
const focused = 1.42;
const least = 0.35;

export interface Shares {
  readonly shares: readonly number[];
  /** Moves the divider before the seat `at`, by a part of the whole width. */
  readonly move: (at: number, step: number) => void;
  readonly even: () => void;
}

/** By the focus, until a divider is moved. */
export function useShares(count: number, focus: number): Shares {
  const [moved, setMoved] = useState<readonly number[]>();
  const own = Array.from({ length: count }, (_, at) => (at === focus ? focused : 1));
  const shares = moved?.length === count ? moved : own;
  const whole = shares.reduce((sum, share) => sum + share, 0);
  return {
    shares,
    move(at, step) {
      const [left = 1, right = 1] = [shares[at - 1], shares[at]];
      const wanted = Math.max(least - left, Math.min(right - least, step * whole));
      setMoved(
        shares.map((share, each) => share + (each === at - 1 ? wanted : each === at ? -wanted : 0)),
      );
    },
    even: () => setMoved(Array.from({ length: count }, () => 1)),
  };
}
