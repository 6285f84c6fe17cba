/** Numbers that somebody counts aloud, and a file in which a bot notes which it has handled. */
import { existsSync, readFileSync } from "node:fs";

import { connect } from "../support/client.ts";
import type { Client } from "../support/client.ts";
import { bot } from "../support/server.ts";

/** Alice, who counts aloud. */
export class Stream {
  readonly #url: () => URL;
  readonly #sure: number[] = [];
  #isOver = false;
  readonly #running: Promise<void>;

  constructor(url: () => URL) {
    this.#url = url;
    this.#running = this.#run();
  }

  /** Those that were said to have been sent. */
  async end(): Promise<readonly number[]> {
    this.#isOver = true;
    await this.#running;
    return this.#sure;
  }

  async #run(): Promise<void> {
    let client: Client | undefined;
    for (let number = 1; !this.#isOver; number++) {
      try {
        client ??= await connect(this.#url());
        await client.ask("send_private_msg", { user_id: bot, message: `n${number}` });
        this.#sure.push(number);
        await Bun.sleep(Math.random() < 0.05 ? 100 : 3);
      } catch {
        client = undefined;
        await Bun.sleep(50);
      }
    }
    client?.close();
  }
}

/** When each was handled. */
export function handled(log: string): Map<number, number[]> {
  const times = new Map<number, number[]>();
  if (!existsSync(log)) return times;
  for (const line of readFileSync(log, "utf8").split("\n")) {
    const [word = "", at = ""] = line.split(" ");
    if (!/^\d+$/.test(word)) continue;
    const number = Number(word);
    times.set(number, [...(times.get(number) ?? []), Number(at)]);
  }
  return times;
}
