/** What somebody has taken of something, bounded in items and in bytes. */

export interface Bound {
  readonly items: number;
  readonly bytes: number;
}

/** One owner's share. */
export class Share {
  readonly #bound: Bound;
  #items = 0;
  #bytes = 0;

  constructor(bound: Bound) {
    this.#bound = bound;
  }

  get items(): number {
    return this.#items;
  }

  /** Takes room for one item more, of a size in bytes; false where there is none. One alone may be of any size. */
  take(size: number): boolean {
    const { items, bytes } = this.#bound;
    if (this.#items >= items || (this.#items > 0 && this.#bytes + size > bytes)) return false;
    this.#items++;
    this.#bytes += size;
    return true;
  }

  /** Takes more room for an item that turns out to be larger; false where there is none. */
  grow(size: number): boolean {
    if (this.#items > 1 && this.#bytes + size > this.#bound.bytes) return false;
    this.#bytes += size;
    return true;
  }

  /** Gives it back. */
  give(size: number): void {
    this.#items--;
    this.#bytes -= size;
  }

  /** What there is of it, for whoever is refused more. */
  get told(): string {
    return `${this.#items} calls of ${this.#bytes} bytes`;
  }
}

/** A share for each owner, as long as they have anything of it. */
export class Shares {
  readonly #bound: Bound;
  readonly #shares = new Map<string, Share>();

  constructor(bound: Bound) {
    this.#bound = bound;
  }

  of(owner: string): Share {
    return this.#shares.get(owner) ?? new Share(this.#bound);
  }

  take(owner: string, size: number): boolean {
    const share = this.of(owner);
    if (!share.take(size)) return false;
    this.#shares.set(owner, share);
    return true;
  }

  give(owner: string, size: number): void {
    const share = this.of(owner);
    share.give(size);
    if (share.items <= 0) this.#shares.delete(owner);
  }
}
