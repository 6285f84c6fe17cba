/** How wide the window is. */
import { useSyncExternalStore } from "react";

export function useWidth(): number {
  return useSyncExternalStore(subscribe, () => innerWidth);
}

function subscribe(onChange: () => void): () => void {
  addEventListener("resize", onChange);
  return () => removeEventListener("resize", onChange);
}
