/** What stands between two seats: it can be dragged, or moved by arrows; a double click evens all. */
import type { KeyboardEvent, PointerEvent } from "react";

import { say } from "../../../words/language.ts";
import { seat as words } from "../words/seat.ts";

export interface DividerProps {
  readonly share: number;
  /** By a part of the whole width. */
  readonly onMove: (step: number) => void;
  readonly onEven: () => void;
}

const keyStep = 0.03;

export function Divider({ share, onMove, onEven }: DividerProps) {
  function onKeyDown({ key }: KeyboardEvent): void {
    if (key === "ArrowLeft") onMove(-keyStep);
    else if (key === "ArrowRight") onMove(keyStep);
    else if (key === "Enter") onEven();
  }

  function onPointerMove({ currentTarget, movementX, pointerId }: PointerEvent): void {
    if (!currentTarget.hasPointerCapture(pointerId)) return;
    onMove(movementX / (currentTarget.parentElement?.clientWidth ?? 1));
  }

  return (
    <div
      className="seat-divider"
      role="slider"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={say(words.divider)}
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={0}
      aria-valuemax={300}
      title={say(words.dividerHint)}
      onKeyDown={onKeyDown}
      onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={onEven}
    />
  );
}
