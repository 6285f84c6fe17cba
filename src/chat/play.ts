/** Plays scenes at a server, each in the world of its configuration. */
import { readWorld, Cast } from "./cast.ts";
import { Company, director } from "./company.ts";
import type { Place } from "./company.ts";
import { SceneFailure } from "./failure.ts";
import type { Shown } from "./failure.ts";
import { Lookout } from "./lookout.ts";
import type { FindFile } from "./meaning.ts";
import type { Scene, Script, Step } from "./script.ts";
import { Stage } from "./stage.ts";

/** A scene with what it needs to be played. */
export interface Playable {
  /** Where it is written. */
  readonly file: string;
  readonly title: string;
  readonly line: number;
  readonly steps: readonly Step[];
  readonly findFile: FindFile;
}

export interface Played {
  readonly scene: Playable;
  readonly ms: number;
  /** Undefined where it passed. */
  readonly failure?: SceneFailure;
}

/** Connections on which events are heard: those that dial in, and those that are dialled. */
const paths = ["/", "/event", "Universal", "Event"];

/** How long nothing happens before the next scene begins: what comes late would be taken for its own. */
const quiet = 10;

/** The scenes of a script, each with what begins all of them. */
export function toPlayables(
  { head, scenes }: Script,
  { file, findFile }: Pick<Playable, "file" | "findFile">,
): Playable[] {
  return scenes.map(({ title, line, steps }: Scene) => ({
    file,
    title,
    line,
    steps: [...head, ...steps],
    findFile,
  }));
}

/** Plays scenes, one after another. */
export class Player implements Disposable {
  readonly company: Company;

  constructor(place: Place) {
    this.company = new Company(place);
  }

  [Symbol.dispose](): void {
    this.company[Symbol.dispose]();
  }

  /** Whether a bot is connected in time, by whatever way it hears. */
  async isConnected(ms: number): Promise<boolean> {
    const waits = paths.map((path) =>
      this.company.call(director, ".sandbox.wait", {
        connection: { is: "opened", path },
        timeout_ms: ms,
      }),
    );
    const found = waits.map(async (wait) => (await wait).status === "ok" || Promise.reject());
    return Promise.any(found).catch(() => false);
  }

  /** Waits until nothing has happened for so many milliseconds, or `most` are over. */
  async settle(ms: number, most: number): Promise<void> {
    const lookout = new Lookout(this.company);
    await lookout.begin();
    await Promise.race([lookout.settle(ms), Bun.sleep(most)]);
  }

  /** Makes the world that of the configuration. */
  async reset(): Promise<void> {
    await this.company.ask(director, ".sandbox.reset");
    await this.company.ask(director, ".sandbox.clear_faults");
  }

  /** Plays a scene. Rejects where the server is gone, or is no sandbox. */
  async play(scene: Playable, show?: (shown: Shown) => void): Promise<Played> {
    await this.reset();
    return this.act(scene, show);
  }

  /** Plays it in the world as it is. */
  async act(scene: Playable, show?: (shown: Shown) => void): Promise<Played> {
    const { company } = this;
    const started = performance.now();
    const cast = new Cast(await readWorld(company));
    const { findFile, steps } = scene;
    const stage = new Stage({ company, cast, findFile, ...(show && { show }) });
    const failure = await stage.play(steps).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof SceneFailure) return error;
        throw error;
      },
    );
    await stage.lookout.settle(quiet);
    const ms = performance.now() - started;
    return { scene, ms, ...(failure && { failure }) };
  }
}
