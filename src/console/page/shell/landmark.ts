/** Where menus stand in the page: within its main part, so that nothing of it is outside of all landmarks. */
import { useState } from "react";

export function useLandmark(): HTMLElement | null {
  const [landmark] = useState(() => document.querySelector("main"));
  return landmark;
}
