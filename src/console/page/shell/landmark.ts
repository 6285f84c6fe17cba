/** Where menus stand in the page: within its main part, so that nothing of it is outside of all landmarks. */
import { useSyncExternalStore } from "react";

/** Null until the main part is drawn. */
export function useLandmark(): HTMLElement | null {
  return useSyncExternalStore(neverAgain, () => document.querySelector("main"));
}

/** Once there, it stays. */
function neverAgain(): () => void {
  return () => undefined;
}
