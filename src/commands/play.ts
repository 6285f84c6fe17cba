/** `onebot play`: plays scenes to a bot, and says whether it did what was expected. */
import { watch } from "node:fs";

import type { Playable } from "../chat/play.ts";
import { documents, reporters, tellSummary } from "../chat/report.ts";
import type { Reporter, Result } from "../chat/report.ts";
import { helps, summaries } from "../words/help.ts";
import { say } from "../words/language.ts";
import { playWords as words } from "../words/play.ts";
import { Failure, configOptions, exitCodes } from "./command.ts";
import type { Command } from "./command.ts";
import { connectOptions } from "./connect.ts";
import { readWords } from "./options.ts";
import { RunningServer } from "./running-server.ts";
import { findScenes } from "./scenes.ts";
import { Teller } from "./teller.ts";
import { Troupe } from "./troupe.ts";
import type { TroupeOptions } from "./troupe.ts";

const options = {
  ...configOptions,
  ...connectOptions,
  bot: { type: "string" },
  listen: { type: "string" },
  reporter: { type: "string" },
  filter: { type: "string" },
  jobs: { type: "string" },
  patience: { type: "string" },
  restart: { type: "boolean" },
  watch: { type: "boolean" },
} as const;

/** What plays scenes, one after another. */
export interface Players extends AsyncDisposable {
  play(scene: Playable, show?: Parameters<Troupe["play"]>[1]): Promise<Result>;
}

interface Plan {
  readonly scenes: readonly Playable[];
  readonly jobs: number;
  readonly reporter: Reporter;
  readonly gather: () => Promise<Players>;
}

const usualPatience = 30_000;
const maxJobs = 64;

export const play: Command = {
  summary: summaries.play,
  help: helps.play,

  async run(args) {
    const { values, positionals } = readWords(args, options);
    if (positionals.length === 0) throw new Failure("wrongUse", words.noFiles);
    const { bot, listen, config, set, restart = false } = values;
    const reporter = reporters.find((each) => each === (values.reporter ?? "text"));
    if (!reporter)
      throw new Failure(
        "wrongUse",
        words.notOneOf("--reporter", reporters, String(values.reporter)),
      );
    const jobs = toWhole("--jobs", values.jobs ?? "1", maxJobs);
    const patience = toWhole("--patience", values.patience ?? String(usualPatience), 600_000);
    if (listen !== undefined && !/^(?:wss?|https?):\/\/[^/]/.test(listen))
      throw new Failure("wrongUse", words.badListen(listen));
    if (jobs > 1 && listen !== undefined && !listen.includes("{port}"))
      throw new Failure("wrongUse", words.needsPort);
    const isThere = values.url !== undefined;
    if (isThere && (jobs > 1 || bot !== undefined || listen !== undefined))
      throw new Failure("wrongUse", words.oneServer);
    const onWaiting = (url: string) => console.error(say(words.waiting(url)));
    const troupe: TroupeOptions = { config, set, bot, listen, patience, restart, onWaiting };
    const gather = isThere ? () => RunningServer.reach(values) : () => Troupe.gather(troupe);
    const plan = async (): Promise<Plan> => {
      const scenes = await findScenes(positionals, values.filter);
      return { scenes, jobs: Math.min(jobs, scenes.length), reporter, gather };
    };
    return values.watch ? playAgain(plan, positionals) : playOnce(await plan());
  },
};

function toWhole(option: string, text: string, max: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= max) return number;
  throw new Failure("wrongUse", words.notOneOf(option, [`1–${max}`], text));
}

/** Plays all scenes, and ends what it has started. Gives the exit code. */
async function playOnce(plan: Plan): Promise<number> {
  await using stack = new AsyncDisposableStack();
  const stop = Promise.withResolvers<never>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    const onSignal = () => stop.reject(new Stopped(signal));
    process.once(signal, onSignal);
    stack.defer(() => void process.off(signal, onSignal));
  }
  stop.promise.catch(() => undefined);
  try {
    return await Promise.race([perform(plan, stack), stop.promise]);
  } catch (error) {
    if (error instanceof Stopped) return exitCodes.wrongUse;
    throw error instanceof Failure
      ? error
      : new Failure("wrongUse", { en: (error as Error).message, zh: (error as Error).message });
  }
}

class Stopped extends Error {}

async function perform(
  { scenes, jobs, reporter, gather }: Plan,
  stack: AsyncDisposableStack,
): Promise<number> {
  const started = performance.now();
  const teller = new Teller({ reporter, isLive: jobs === 1 });
  const results: (Result | undefined)[] = scenes.map(() => undefined);
  let next = 0;
  const work = async () => {
    const players = stack.use(await gather());
    for (let at = next++; at < scenes.length; at = next++) {
      const scene = scenes[at];
      if (!scene) break;
      teller.begin(scene);
      const result = await players.play(scene, (shown) => teller.show(shown));
      results[at] = result;
      teller.end(result);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  const all = results.filter((result) => result !== undefined);
  if (reporter === "text") teller.print(say(tellSummary(all, performance.now() - started)));
  else teller.print(documents[reporter](all));
  return all.some(({ failure }) => failure) ? exitCodes.refused : 0;
}

/** Milliseconds in which several changes are one. */
const together = 100;

/** Plays all scenes, and again whenever a script changes. */
async function playAgain(plan: () => Promise<Plan>, places: readonly string[]): Promise<number> {
  const changed = { now: Promise.withResolvers<void>() };
  for (const place of places)
    watch(place, { recursive: true }, () => changed.now.resolve()).on("error", () => undefined);
  for (;;) {
    try {
      await playOnce(await plan());
    } catch (error) {
      console.error((error as Error).message);
    }
    console.error(say(words.watching));
    changed.now = Promise.withResolvers();
    await changed.now.promise;
    await Bun.sleep(together);
  }
}
