/** Which media count as used although nothing that is stored names them yet. */

export class Holds {
  readonly #counts = new Map<string, number>();
  readonly #watchers = new Set<Set<string>>();

  has(name: string): boolean {
    return this.#counts.has(name);
  }

  add(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    for (const seen of this.#watchers) seen.add(name);
  }

  /** Gives whether nobody else holds it. */
  release(name: string): boolean {
    const count = (this.#counts.get(name) ?? 0) - 1;
    if (count > 0) this.#counts.set(name, count);
    else this.#counts.delete(name);
    return count <= 0;
  }

  /** Adds to `seen` what is held, and what will be, until the end is told. */
  watch(seen: Set<string>): Disposable {
    for (const name of this.#counts.keys()) seen.add(name);
    this.#watchers.add(seen);
    return { [Symbol.dispose]: () => void this.#watchers.delete(seen) };
  }
}
