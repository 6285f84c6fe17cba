/** The focus within a log goes from row to row. */

/** The key of the row an element is in. */
export function rowAt(element: Element | null): string | undefined {
  const row = element?.closest("[data-key]");
  return row instanceof HTMLElement ? row.dataset["key"] : undefined;
}

const tries = 10;

/** Gives a row the focus as soon as it is there: a list that scrolls there draws it a few frames later. */
export function focusRow(log: HTMLElement | null, key: string, left = tries): void {
  const row = log?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const target = row?.querySelector("article, .system");
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  else if (left > 0) requestAnimationFrame(() => focusRow(log, key, left - 1));
}
