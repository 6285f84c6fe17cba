/** Keys of a view, which act where nobody writes and nothing else takes them. */
import { useEffect, useRef } from "react";

/** What each does; false where it is not for this view, and goes on to others. */
type Keys = Readonly<Record<string, () => unknown>>;

const taken = "input, textarea, select, [contenteditable], [role=menu], [role=dialog]";
const pressed = "button, a, summary, [role=tab], [role=slider]";

export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key.toLowerCase();
      const target = event.target instanceof Element ? event.target : document.body;
      if (target.closest(taken)) return;
      if ((key === " " || key === "enter") && target.closest(pressed)) return;
      const act = latest.current[key];
      if (!act) return;
      if (act() !== false) event.preventDefault();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}
