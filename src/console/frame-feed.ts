/** What one page is told of frames: first those that are there, then the new ones as they come, as far as it reads. */
import type { Frame, Frames } from "../frames.ts";
import type { FrameBatch, Wish } from "./telling.ts";

export interface FrameFeedOptions {
  readonly frames: Frames;
  readonly tell: (json: string) => void;
  /** Whether the page leaves too much unread. */
  readonly isBehind: () => boolean;
}

/** Milliseconds between batches, and frames of one. */
const batchEvery = 80;
const maxBatch = 400;
/** Frames that may wait for a page that has caught up: more than it can show of a burst. */
const maxWaiting = 4000;
/** Characters of a text within a batch; the rest is told to whoever asks for the frame. */
const maxTold = 2000;

type FramesWish = Extract<Wish, { type: "frames" }>;

export class FrameFeed implements Disposable {
  readonly #options: FrameFeedOptions;
  /** The frame that is to be told next. */
  #next = 1;
  /** Where what was there already ends: nothing of it is passed over. */
  #caughtUpAt = 1;
  #missed = 0;
  /** Whether something is to be told even where there are no frames. */
  #isFirst = false;
  #toldAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(options: FrameFeedOptions) {
    this.#options = options;
  }

  /** Tells all that are kept from `from` on and, where the page wants it live, what comes after. */
  follow({ from = 1, isLive }: FramesWish): void {
    const { frames } = this.#options;
    this.#next = Math.max(from, frames.first);
    this.#caughtUpAt = frames.next;
    this.#missed = Math.max(0, frames.first - from);
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      this.#tell();
      if (!isLive && this.#next >= this.#caughtUpAt && !this.#isFirst) clearInterval(this.#timer);
    }, batchEvery);
    this.#isFirst = true;
    // Wishes may come by the thousand, and a batch takes a millisecond.
    if (performance.now() - this.#toldAt >= batchEvery) this.#tell();
  }

  /** The text of one frame, as far as it is kept. */
  show(id: number): void {
    const text = this.#options.frames.find(id)?.text ?? null;
    this.#options.tell(JSON.stringify({ type: "frame", id, text }));
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #tell(): void {
    const { frames, tell, isBehind } = this.#options;
    if (isBehind()) return;
    this.#passOver();
    const end = Math.min(frames.next, this.#next + maxBatch);
    if (end <= this.#next && !this.#isFirst) return;
    this.#isFirst = false;
    this.#toldAt = performance.now();
    const batch: Frame[] = [];
    for (; this.#next < end; this.#next++) {
      const frame = frames.find(this.#next);
      if (frame) batch.push({ ...frame, text: frame.text.slice(0, maxTold) });
    }
    const { since, first } = frames;
    const telling: FrameBatch = {
      type: "frames",
      since,
      first,
      missed: this.#missed,
      frames: batch,
    };
    this.#missed = 0;
    tell(JSON.stringify(telling));
  }

  /** What the ring has lost, and, once the page has caught up, all but the newest where too many wait. */
  #passOver(): void {
    const { frames } = this.#options;
    const isLate = this.#next >= this.#caughtUpAt && frames.next - this.#next > maxWaiting;
    const newest = isLate ? frames.next - maxBatch : 0;
    const next = Math.max(this.#next, frames.first, newest);
    this.#missed += next - this.#next;
    this.#next = next;
  }
}
