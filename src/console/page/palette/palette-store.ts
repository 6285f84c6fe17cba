/** Whether the palette is open, on which action, and what was filled in. */
import { create } from "zustand";

import { wantActions } from "../server.ts";
import type { Values } from "./values.ts";

export interface PaletteState {
  readonly isOpen: boolean;
  /** The action whose form is shown. */
  readonly action: string | undefined;
  readonly values: Values;
  /** Who runs it; whoever has the focus, where undefined. */
  readonly account: number | undefined;
}

export const usePalette = create<PaletteState>(() => ({
  isOpen: false,
  action: undefined,
  values: {},
  account: undefined,
}));

/** Opens it, on an action with what is known of its params or on the list. */
export function openPalette(action?: string, values: Values = {}, account?: number): void {
  wantActions();
  usePalette.setState({ isOpen: true, action, values, account });
}

export function closePalette(): void {
  usePalette.setState({ isOpen: false });
}

/** Opens and closes it by Ctrl or ⌘ and K; gives how to end that. */
export function startPalette(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.isComposing)
      return;
    event.preventDefault();
    if (usePalette.getState().isOpen) closePalette();
    else openPalette();
  };
  addEventListener("keydown", onKey);
  return () => removeEventListener("keydown", onKey);
}
