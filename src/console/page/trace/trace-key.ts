/** T on a message opens its trace, wherever in it the focus is. */

const writing = "input, textarea, select, [contenteditable], [role=menu], [role=dialog]";

/** Listens from now on; gives how to end it. */
export function startTraceKey(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== "t" || event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : undefined;
    if (!target || target.closest(writing)) return;
    target.closest(".msg")?.querySelector<HTMLElement>(".receipt")?.click();
  };
  addEventListener("keydown", onKeyDown);
  return () => removeEventListener("keydown", onKeyDown);
}
