/** Writes down what goes on as a conversation that plays again (.chat), from when it is begun until it is ended. */
import { create } from "zustand";

import { Cast, readWorld } from "../../../chat/cast.ts";
import { toScript } from "../../../chat/recording.ts";
import { Watch } from "../../../chat/watch.ts";
import { write } from "../../../chat/write.ts";
import type { Entry } from "../../../entry.ts";
import { say } from "../../../words/language.ts";
import { AccountLink } from "../account-link.ts";
import { recording as words } from "../words/recording.ts";

export type Recording =
  | { readonly is: "off" }
  | { readonly is: "on"; readonly count: number }
  /** Ended, with what it has become. */
  | { readonly is: "written"; readonly script: string };

export const useRecording = create<Recording>(() => ({ is: "off" }));

/** Milliseconds between two looks at whether it is to end. */
const lookInterval = 500;
/** As many as the server remembers. */
const maxEntries = 20_000;

let isEnding = false;

export async function startRecording(): Promise<void> {
  isEnding = false;
  useRecording.setState({ is: "on", count: 0 }, true);
  const speakers = new Speakers();
  try {
    const world = await readWorld(speakers);
    const watch = new Watch(speakers, { withSteering: true });
    await watch.begin();
    const entries: Entry[] = [];
    while (entries.length < maxEntries) {
      const entry = await watch.next(isEnding ? 0 : lookInterval);
      if (entry) entries.push(entry);
      else if (isEnding) break;
      if (!isEnding) useRecording.setState({ is: "on", count: entries.length }, true);
    }
    const cast = new Cast(await readWorld(speakers).catch(() => world));
    const script = write(toScript(entries, { title: say(words.scene), cast }));
    useRecording.setState({ is: "written", script }, true);
  } catch {
    // The server is gone, and with it what it remembers; the banner says so.
    useRecording.setState({ is: "off" }, true);
  } finally {
    speakers.end();
  }
}

export function endRecording(): void {
  isEnding = true;
}

export function closeRecording(): void {
  useRecording.setState({ is: "off" }, true);
}

/** A connection for each account that is asked something, and one for what is nobody's. */
class Speakers {
  readonly #links = new Map<number | undefined, AccountLink>();

  call(account: number | undefined, action: string, params?: unknown) {
    return this.#link(account).call(action, params ?? {});
  }

  ask<Data>(account: number | undefined, action: string, params?: unknown): Promise<Data> {
    return this.#link(account).ask<Data>(action, params ?? {});
  }

  end(): void {
    for (const link of this.#links.values()) link.end();
  }

  #link(account: number | undefined): AccountLink {
    const link =
      this.#links.get(account) ??
      new AccountLink({ path: "/api", ...(account !== undefined && { account }) });
    this.#links.set(account, link);
    return link;
  }
}
