/** Asks the browser for files. */

export interface Wanted {
  /** Media types, as an input of files has them. */
  readonly accept?: string;
  readonly isOne?: boolean;
}

/** The files that were chosen; none where nobody chose. */
export function pickFiles({ accept = "", isOne = false }: Wanted): Promise<readonly File[]> {
  const { promise, resolve } = Promise.withResolvers<readonly File[]>();
  const input = document.createElement("input");
  input.type = "file";
  input.accept = accept;
  input.multiple = !isOne;
  input.addEventListener("change", () => resolve([...(input.files ?? [])]));
  input.addEventListener("cancel", () => resolve([]));
  input.click();
  return promise;
}
