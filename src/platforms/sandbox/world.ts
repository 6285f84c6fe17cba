/** The world of the sandbox: everything that is in it, and how people in it are told what happens. */
import type { BotEvent } from "../../protocol/event.ts";
import type { Media } from "./media/media.ts";
import { Anonymity } from "./tables/anonymity.ts";
import { Boards } from "./tables/boards.ts";
import type { Clock } from "./tables/clock.ts";
import { Files } from "./tables/files.ts";
import { Forwards } from "./tables/forwards.ts";
import { Groups } from "./tables/groups.ts";
import { Honors } from "./tables/honors.ts";
import { Messages } from "./tables/messages.ts";
import { People } from "./tables/people.ts";
import { Requests } from "./tables/requests.ts";
import type { Store } from "./tables/store.ts";

/** An event before it has a time and an addressee. */
export type News = BotEvent extends infer Event
  ? Event extends BotEvent
    ? Omit<Event, "time" | "self_id">
    : never
  : never;

/** What get_cookies and its kin give. */
export interface Credentials {
  cookies: string;
  csrfToken: number;
}

export interface WorldParts {
  store: Store;
  clock: Clock;
  media: Media;
  /** The accounts somebody listens to, and where their events go. */
  listeners: () => Iterable<number>;
  publish: (event: BotEvent) => void;
  credentials: Credentials;
  /** Whether people are told of their own messages (message_sent). */
  reportSelf: boolean;
}

export class World {
  readonly store: Store;
  readonly clock: Clock;
  readonly media: Media;
  readonly credentials: Credentials;
  readonly reportSelf: boolean;
  readonly people: People;
  readonly groups: Groups;
  readonly requests: Requests;
  readonly messages: Messages;
  readonly forwards: Forwards;
  readonly anonymity: Anonymity;
  readonly honors: Honors;
  readonly boards: Boards;
  readonly files: Files;
  readonly #listeners: WorldParts["listeners"];
  readonly #publish: WorldParts["publish"];

  constructor(parts: WorldParts) {
    const { store, clock, media, credentials, reportSelf, listeners, publish } = parts;
    this.store = store;
    this.clock = clock;
    this.media = media;
    this.credentials = credentials;
    this.reportSelf = reportSelf;
    this.#listeners = listeners;
    this.#publish = publish;
    this.groups = new Groups(store.db);
    this.people = new People(store.db, () => this.groups.forget());
    this.requests = new Requests(store.db);
    this.messages = new Messages(store.db);
    this.forwards = new Forwards(store.db);
    this.anonymity = new Anonymity(store.db);
    this.honors = new Honors(store.db);
    this.boards = new Boards(store.db);
    this.files = new Files(store.db);
    store.onUndo(() => this.#forget());
  }

  /** Reads again what is kept in memory of the database, after that was changed as a whole. */
  reload(): void {
    this.clock.reload();
    this.#forget();
  }

  /** Tells one account, once the work under way is durable. */
  tell(account: number, news: News): void {
    const event = { time: this.clock.now(), self_id: account, ...news } as BotEvent;
    this.store.afterCommit(() => this.#publish(event));
  }

  /** Tells the members of a group that somebody listens for, each their own version. */
  tellGroup(group: number, news: (account: number) => News | undefined): void {
    for (const account of this.#listeners()) {
      if (!this.groups.hasMember(group, account)) continue;
      const version = news(account);
      if (version) this.tell(account, version);
    }
  }

  /** Ends a group: nothing that was said in it can be read any more, whoever has its number next. */
  dismiss(group: number): void {
    this.groups.remove(group);
    this.honors.forget();
    this.messages.removeGroup(group);
  }

  /** Makes two people friends, and tells both. */
  befriend(one: number, other: number): void {
    this.people.befriend(one, other);
    this.tell(one, { post_type: "notice", notice_type: "friend_add", user_id: other });
    this.tell(other, { post_type: "notice", notice_type: "friend_add", user_id: one });
  }

  /** Brings somebody into a group, and tells it. */
  join(
    group_id: number,
    user_id: number,
    how: { sub_type: "approve" | "invite"; operator_id: number },
  ): void {
    this.groups.join(group_id, user_id, { role: "member", time: this.clock.now() });
    this.tellGroup(group_id, () => ({
      post_type: "notice",
      notice_type: "group_increase",
      group_id,
      user_id,
      ...how,
    }));
  }

  #forget(): void {
    this.groups.forget();
    this.honors.forget();
  }
}
