/** The world of the sandbox: everything that is in it, and how people in it are told what happens. */
import type { EventSink } from "../../platform.ts";
import type { BotEvent } from "../../protocol/event.ts";
import type { Clock } from "./clock.ts";
import { Groups } from "./groups.ts";
import type { Media } from "./media.ts";
import { Messages } from "./messages.ts";
import { People } from "./people.ts";
import type { Store } from "./store.ts";

/** An event before it has a time and an addressee. */
export type News = BotEvent extends infer Event
  ? Event extends BotEvent
    ? Omit<Event, "time" | "self_id">
    : never
  : never;

export class World {
  readonly store: Store;
  readonly people: People;
  readonly groups: Groups;
  readonly messages: Messages;
  readonly clock: Clock;
  readonly media: Media;
  readonly #sink: EventSink;

  constructor({
    store,
    media,
    sink,
    clock,
  }: {
    store: Store;
    media: Media;
    sink: EventSink;
    clock: Clock;
  }) {
    this.clock = clock;
    this.store = store;
    this.media = media;
    this.#sink = sink;
    this.people = new People(store.db);
    this.groups = new Groups(store.db);
    this.messages = new Messages(store.db);
  }

  /** Tells one account, once the work under way is durable. */
  tell(account: number, news: News): void {
    const event = { time: this.clock.now(), self_id: account, ...news } as BotEvent;
    this.store.afterCommit(() => this.#sink.publish(event));
  }

  /** Tells the members of a group that somebody listens for, each their own version. */
  tellGroup(group: number, news: (account: number) => News | undefined): void {
    for (const account of this.#sink.listeners()) {
      if (!this.groups.hasMember(group, account)) continue;
      const version = news(account);
      if (version) this.tell(account, version);
    }
  }
}
