/** Who called by HTTP lately: there is no connection to be seen, so the calls are what is kept. */
import type { Caller } from "../platform.ts";
import { Traffic } from "../traffic.ts";
import type { TrafficInfo } from "../traffic.ts";
import { firstOfMost } from "./crowd.ts";
import { peerOf } from "./service.ts";
import type { Arrival } from "./service.ts";
import { softwareOf } from "./software.ts";

/** One that calls by HTTP, as whoever steers the server sees it. */
export type CallerInfo = TrafficInfo & {
  client: string;
  software: string;
  account: number;
  /** Where its first call came from. */
  address: string;
};

/** What is known of one that calls; `address` is where its first call came from. */
export interface Known {
  readonly client: string;
  readonly software: string;
  readonly account: number;
  readonly address: string;
  readonly traffic: Traffic;
}

const maxKnown = 50;

export class Callers {
  /** By account, client and software, whoever has called last at the end. */
  readonly #known = new Map<string, Known>();

  /** Who calls. The address is looked up for the first call alone: it takes as long as the headers. */
  find(arrival: Arrival, { account, client }: Caller): Known {
    const software = softwareOf(arrival.request);
    const key = `${account} ${client.name} ${software}`;
    const known = this.#known.get(key) ?? {
      client: client.name,
      software,
      account,
      address: peerOf(arrival),
      traffic: new Traffic(),
    };
    this.#known.delete(key);
    this.#known.set(key, known);
    if (this.#known.size > maxKnown) this.#makeRoom();
    return known;
  }

  list(): CallerInfo[] {
    return Array.from(this.#known.values(), ({ traffic, ...known }) => ({
      ...known,
      ...traffic.describe(),
    }));
  }

  /** A client may think of any number of names for its software. */
  #makeRoom(): void {
    const first = firstOfMost(this.#known, ([, { account, client }]) => `${account} ${client}`);
    if (first) this.#known.delete(first[0]);
  }
}
