/** Somebody who makes trouble, and what another client notices of it. */
import { connect } from "../support/client.ts";
import type { Client } from "../support/client.ts";
import { makeFolder } from "../support/folder.ts";
import { alice, bot } from "../support/server.ts";
import { launch } from "./launch.ts";
import { startProber, toLatency } from "./prober.ts";
import type { Latency, Prober } from "./prober.ts";

/** Where trouble is made. */
export interface Place {
  readonly url: URL;
  /** A bot's address that takes connections and answers nothing. */
  readonly silent: URL;
  /** Alice's connection. */
  readonly alice: Client;
  /** Calls one after the other on a connection of its own, many at a time, and waits for all answers. */
  callAll: (action: string, all: readonly unknown[]) => Promise<void>;
}

export interface Troublemaker {
  /** As it is picked on the command line. */
  readonly name: string;
  /** For the server, as `key=value`; the address of a silent bot is put in for SILENT. */
  readonly sets?: readonly string[];
  readonly isLogRead?: boolean;
  /** Who notices: one who calls, or, where absent from calls, one whose events are posted. */
  readonly victim?: "posts";
  /** What is there before, and is not measured. */
  prepare?(place: Place): Promise<void>;
  /** Makes the trouble; gives what was done, in words. */
  trouble(place: Place): Promise<string>;
}

/** What was noticed, alone and beside it, in milliseconds. */
export interface Finding {
  did: string;
  alone: Latency;
  beside: Latency;
  isFair: boolean;
}

const callEvery = 2;
const sayEvery = 20;
const maxFactor = 3;
interface Trial {
  seconds?: number;
  /** In milliseconds; up to a fifth of it p99 is fair whatever it is alone. */
  maxFreeze?: number;
}

/** Tries somebody, and again where it seemed unfair: a machine's own hiccup does not come twice. */
export async function tryOut(troublemaker: Troublemaker, trial: Trial = {}): Promise<Finding> {
  const finding = await tryOnce(troublemaker, trial);
  return finding.isFair ? finding : tryOnce(troublemaker, trial);
}

async function tryOnce(
  troublemaker: Troublemaker,
  { seconds = 1, maxFreeze = 250 }: Trial,
): Promise<Finding> {
  await using folder = await makeFolder();
  await using silent = serveSilence();
  await using posted = await startReader();
  const { sets = [], isLogRead = true, victim } = troublemaker;
  await using server = await launch(folder.path, {
    isLogRead,
    sets: [
      ...sets.map((set) => set.replace("SILENT", silent.url.href)),
      ...(victim === "posts" ? [`http_post.url=${posted.url.href}`] : []),
    ],
  });
  const she = await connect(new URL(`/api?self_id=${alice}`, server.url));
  const place: Place = {
    url: server.url,
    silent: silent.url,
    alice: she,
    callAll: (action, all) => callAll(server.url, { action, all }),
  };
  await troublemaker.prepare?.(place);
  await using noticing =
    victim === "posts"
      ? posted.watch(she)
      : await startProber(new URL("/api", server.url), callEvery);
  await Bun.sleep(seconds * 500);
  await noticing.take();
  await Bun.sleep(seconds * 1000);
  const alone = await noticing.take();
  const [did] = await Promise.all([troublemaker.trouble(place), Bun.sleep(seconds * 1000)]);
  const beside = await noticing.take();
  const isFair =
    beside.p99 <= Math.max(alone.p99 * maxFactor, maxFreeze / 5) &&
    beside.longest <= Math.max(alone.longest * maxFactor, maxFreeze);
  return { did, alone, beside, isFair };
}

async function callAll(
  url: URL,
  { action, all }: { action: string; all: readonly unknown[] },
): Promise<void> {
  const client = await connect(new URL(`/api?self_id=${alice}`, url));
  for (let at = 0; at < all.length; at += 200) {
    await Promise.all(all.slice(at, at + 200).map((params) => client.ask(action, params)));
  }
  client.close();
}

function serveSilence(): { url: URL } & AsyncDisposable {
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    idleTimeout: 0,
    fetch: () => new Promise<Response>(() => undefined),
  });
  return { url: server.url, [Symbol.asyncDispose]: () => server.stop(true) };
}

/** A bot whose events are posted: how long they take from what is said to the post. */
async function startReader() {
  const open = new Map<number, number>();
  let took: number[] = [];
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    async fetch(request) {
      const { raw_message } = (await request.json()) as { raw_message?: string };
      const started = open.get(Number(raw_message));
      if (started !== undefined) took.push(performance.now() - started);
      open.delete(Number(raw_message));
      return new Response(null, { status: 204 });
    },
  });
  return {
    url: server.url,
    watch(speaker: Client): Prober {
      let said = 0;
      const timer = setInterval(() => {
        open.set(++said, performance.now());
        void speaker.call("send_private_msg", { user_id: bot, message: String(said) });
      }, sayEvery);
      return {
        take() {
          const now = performance.now();
          const all = [...took, ...open.values().map((started) => now - started)];
          took = [];
          return Promise.resolve(toLatency(all));
        },
        [Symbol.asyncDispose]: () => Promise.resolve(clearInterval(timer)),
      };
    },
    [Symbol.asyncDispose]: () => server.stop(true),
  };
}
