/** Looks out for what is expected, among what was seen and what comes. */
import type { Company } from "./company.ts";
import type { Hope } from "./hope.ts";
import type { Captured } from "./match.ts";
import { Sights } from "./sight.ts";
import type { Sighting } from "./sight.ts";
import { Watch } from "./watch.ts";

export interface Met {
  readonly is: "met";
  readonly sighting: Sighting;
  readonly captured: Captured;
}

/** `other`: something else came; `early`: it came before what was met already; `late`: it did not come in time. */
export type Outcome =
  | Met
  | { readonly is: "other" | "early"; readonly sighting: Sighting }
  | { readonly is: "late"; readonly sighting?: Sighting };

/** How many things are shown around a failure. */
const maxAround = 10;
/** Whoever does things without end does not hold up the scene. */
const maxDrained = 10_000;
/** What is remembered of one scene. */
const maxSeen = 100_000;

export class Lookout {
  readonly #watch: Watch;
  readonly #sights = new Sights();
  /** Where what was seen since somebody acted begins. */
  #mark = 0;
  /** Behind what was met since then, for each of the two orders. */
  readonly #floor = { done: 0, told: 0 };

  constructor(company: Company) {
    this.#watch = new Watch(company);
  }

  async begin(): Promise<void> {
    await this.#watch.begin();
  }

  /** Sees what has happened already. */
  async drain(): Promise<void> {
    for (let count = 0; count < maxDrained && (await this.#see(0)); count++);
  }

  /** Waits until nothing has happened for so many milliseconds. */
  async settle(ms: number): Promise<void> {
    for (let count = 0; count < maxDrained && (await this.#see(ms)); count++);
  }

  /** Somebody acts: what was met before says nothing of the order of what is met from now on. */
  mark(): void {
    this.#mark = this.#sights.all.length;
    Object.assign(this.#floor, { done: 0, told: 0 });
  }

  /** Waits for what is expected, for so many milliseconds. */
  async meet(hope: Hope, ms: number): Promise<Outcome> {
    const end = performance.now() + ms;
    for (let from = 0; ;) {
      const all = this.#sights.all;
      for (const sighting of all.slice(from)) {
        const outcome = this.#judge(hope, sighting);
        if (outcome) return outcome;
      }
      from = all.length;
      if (!(await this.#see(end - performance.now()))) break;
    }
    const others = this.#sights.all.filter(
      (sighting) => !sighting.isMet && hope.concerns(sighting),
    );
    const last = others.findLast(({ at }) => at >= this.#mark);
    return last ? { is: "late", sighting: last } : { is: "late" };
  }

  /** Waits for all of them, in whatever order they come. */
  async meetAll(
    hopes: readonly Hope[],
    ms: number,
  ): Promise<{ met: Map<Hope, Met>; failed?: { hope: Hope; outcome: Exclude<Outcome, Met> } }> {
    const end = performance.now() + ms;
    for (;;) {
      const met = assign(hopes, this.#sights.all);
      const open = hopes.filter((hope) => !met.has(hope));
      const taken = new Set([...met.values()].map(({ sighting }) => sighting));
      const stray = this.#sights.all.find(
        (sighting) =>
          !sighting.isMet &&
          !taken.has(sighting) &&
          open.some((hope) => hope.isStrict && hope.concerns(sighting)),
      );
      const [hope] = open;
      const isOver = !stray && hope && !(await this.#see(end - performance.now()));
      if (hope && !stray && !isOver) continue;
      for (const { sighting } of met.values()) this.#take(sighting);
      if (!hope) return { met };
      const outcome = stray
        ? ({ is: "other", sighting: stray } as const)
        : ({ is: "late" } as const);
      return { met, failed: { hope, outcome } };
    }
  }

  /** Waits so long; gives the first thing since somebody acted that breaks the silence. */
  async silence(
    ms: number,
    isBroken: (sighting: Sighting) => boolean,
  ): Promise<Sighting | undefined> {
    const end = performance.now() + ms;
    for (;;) {
      const left = end - performance.now();
      if (left <= 0) await this.drain();
      const found = this.#sights.all.find(
        (sighting) => sighting.at >= this.#mark && !sighting.isMet && isBroken(sighting),
      );
      if (found || left <= 0) return found;
      if (!(await this.#see(left)) && this.#sights.all.length >= maxSeen) return undefined;
    }
  }

  /** Calls of bots since somebody acted, and their frames that were refused. */
  around(bots: ReadonlySet<number>): Sighting[] {
    return this.#sights.all
      .slice(this.#mark)
      .filter(({ account, call, frame }) => bots.has(account) && (call ?? frame) !== undefined)
      .slice(-maxAround);
  }

  #judge(hope: Hope, sighting: Sighting): Outcome | undefined {
    if (sighting.isMet || !hope.concerns(sighting)) return undefined;
    const captured = hope.meet(sighting);
    if (captured && sighting.at >= this.#floor[hope.line]) {
      this.#take(sighting);
      this.#floor[hope.line] = sighting.at;
      return { is: "met", sighting, captured };
    }
    if (!hope.isStrict) return undefined;
    return { is: captured ? "early" : "other", sighting };
  }

  #take(sighting: Sighting): void {
    sighting.isMet = true;
  }

  /** Sees the next thing that happens within so many milliseconds. */
  async #see(ms: number): Promise<Sighting | undefined> {
    // A bot that does things without end is not followed without end.
    if (this.#sights.all.length >= maxSeen) return undefined;
    const entry = await this.#watch.next(ms);
    return entry && this.#sights.add(entry);
  }
}

/** Gives each expectation something that meets it, to as many as can be: augmenting paths. */
function assign(hopes: readonly Hope[], all: readonly Sighting[]): Map<Hope, Met> {
  const free = all.filter(({ isMet }) => !isMet);
  const options = new Map(
    hopes.map((hope) => [
      hope,
      free.flatMap((sighting) => {
        const captured = hope.concerns(sighting) ? hope.meet(sighting) : undefined;
        return captured ? [{ is: "met" as const, sighting, captured }] : [];
      }),
    ]),
  );
  const owners = new Map<Sighting, { hope: Hope; met: Met }>();
  const place = (hope: Hope, tried: Set<Sighting>): boolean =>
    (options.get(hope) ?? []).some((met) => {
      if (tried.has(met.sighting)) return false;
      tried.add(met.sighting);
      const owner = owners.get(met.sighting);
      if (owner && !place(owner.hope, tried)) return false;
      owners.set(met.sighting, { hope, met });
      return true;
    });
  for (const hope of hopes) place(hope, new Set());
  return new Map([...owners.values()].map(({ hope, met }) => [hope, met]));
}
