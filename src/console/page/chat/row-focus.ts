/** The focus within a log goes from row to row. */

/** The key of the row an element is in. */
export function rowAt(element: Element | null): string | undefined {
  const row = element?.closest("[data-key]");
  return row instanceof HTMLElement ? row.dataset["key"] : undefined;
}

const tries = 30;

/**
 * Gives a row the focus as soon as it is there: a list that scrolls there draws it a few frames later, and until then
 * another row may be wanted.
 */
export async function focusRow(
  log: HTMLElement | null,
  { key, isWanted }: { key: string; isWanted: () => boolean },
): Promise<void> {
  for (let left = tries; left > 0 && isWanted(); left--) {
    const row = log?.querySelector(`[data-key="${CSS.escape(key)}"]`);
    const target = row?.querySelector("article, .system");
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    // A row that was not measured yet is hidden, and takes no focus.
    if (target && target === document.activeElement) return;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
