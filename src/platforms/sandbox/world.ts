/** The world of the sandbox: everything that is in it, and how people in it are told what happens. */
import type { EventSink } from "../../platform.ts";
import type { BotEvent } from "../../protocol/event.ts";
import type { Media } from "./media/media.ts";
import { Portraits } from "./media/portraits.ts";
import { Anonymity } from "./tables/anonymity.ts";
import { Boards } from "./tables/boards.ts";
import { Clock } from "./tables/clock.ts";
import { Files } from "./tables/files.ts";
import { Forwards } from "./tables/forwards.ts";
import { Groups } from "./tables/groups.ts";
import { Honors } from "./tables/honors.ts";
import { Likes } from "./tables/likes.ts";
import { Messages } from "./tables/messages.ts";
import { People } from "./tables/people.ts";
import { Requests } from "./tables/requests.ts";
import { Roster } from "./tables/roster.ts";
import { Signs } from "./tables/signs.ts";
import type { Store } from "./tables/store.ts";

/** Those of some kinds that have a key, without it. */
type Without<Kind, Key extends string> = Kind extends unknown
  ? [Key] extends [keyof Kind]
    ? Omit<Kind, Key>
    : never
  : never;

/** An event before it has a time and an addressee. */
export type News = Without<BotEvent, "time" | "self_id">;

/** What happened, and what happened in a group, before it is said in which. */
export type Notice = Without<Extract<News, { post_type: "notice" }>, "post_type">;
export type GroupNotice = Without<Notice, "group_id">;

/** What get_cookies and its kin give. */
export interface Credentials {
  cookies: string;
  csrfToken: number;
}

export interface WorldParts {
  /** The bot under test. */
  defaultAccount: number;
  store: Store;
  media: Media;
  sink: EventSink;
  credentials: Credentials;
  /** Whether people are told of their own messages (message_sent). */
  reportSelf: boolean;
  /** What people are told of a file they are sent. */
  privateFile: "message" | "notice";
  /** Of all conversations that one message forwards. */
  maxForwardBytes: number;
}

export class World {
  readonly defaultAccount: number;
  readonly store: Store;
  readonly clock: Clock;
  readonly media: Media;
  readonly portraits: Portraits;
  readonly credentials: Credentials;
  readonly reportSelf: boolean;
  readonly privateFile: WorldParts["privateFile"];
  readonly maxForwardBytes: number;
  readonly people: People;
  readonly roster: Roster;
  readonly groups: Groups;
  readonly requests: Requests;
  readonly messages: Messages;
  readonly forwards: Forwards;
  readonly anonymity: Anonymity;
  readonly honors: Honors;
  readonly boards: Boards;
  readonly files: Files;
  readonly likes: Likes;
  readonly signs: Signs;
  readonly #sink: EventSink;

  constructor(parts: WorldParts) {
    const { store, media, sink, credentials, reportSelf, privateFile, maxForwardBytes } = parts;
    const { db } = store;
    this.defaultAccount = parts.defaultAccount;
    this.store = store;
    this.media = media;
    this.credentials = credentials;
    this.reportSelf = reportSelf;
    this.privateFile = privateFile;
    this.maxForwardBytes = maxForwardBytes;
    this.#sink = sink;
    this.clock = new Clock(store);
    this.people = new People(store);
    this.roster = new Roster(store);
    const { people, roster } = this;
    this.portraits = new Portraits({ people, roster, media, secret: store.secret("media") });
    this.groups = new Groups(db, this.roster);
    this.requests = new Requests(store);
    this.messages = new Messages(db);
    this.forwards = new Forwards(db);
    this.anonymity = new Anonymity(db);
    this.honors = new Honors(store);
    this.boards = new Boards(db);
    this.files = new Files(db);
    this.likes = new Likes(db);
    this.signs = new Signs(db);
  }

  /** Says that the world is another one, once the work under way is durable. */
  begin(): void {
    this.store.afterCommit(() => this.#sink.begin?.());
  }

  /** Tells one account, once the work under way is durable. */
  tell(account: number, news: News): void {
    const event = { time: this.clock.now(), self_id: account, ...news } as BotEvent;
    this.store.afterCommit(() => this.#sink.publish(event));
  }

  /**
   * Tells the members of a group that somebody listens for, each their own version. Where nobody listens one of its
   * members is told all the same: what happened in it can be waited for.
   */
  tellGroup(group: number, news: (account: number) => News | undefined): void {
    let isTold = false;
    const tell = (account: number) => {
      const version = news(account);
      if (!version) return;
      this.tell(account, version);
      isTold = true;
    };
    for (const account of this.#sink.listeners()) {
      if (this.roster.hasMember(group, account)) tell(account);
    }
    for (const { id } of isTold ? [] : this.roster.members(group)) {
      tell(id);
      if (isTold) break;
    }
  }

  /** Tells one account what happened. */
  noteTo(account: number, notice: Notice): void {
    this.tell(account, { post_type: "notice", ...notice });
  }

  /** Tells a group what happened in it, each member their own version where `notice` makes one. */
  note(group_id: number, notice: GroupNotice | ((account: number) => GroupNotice)): void {
    this.tellGroup(group_id, (account) => {
      const version = typeof notice === "function" ? notice(account) : notice;
      return { post_type: "notice", ...version, group_id };
    });
  }

  /** Ends a group: nothing that was said in it can be read any more, whoever has its number next. */
  dismiss(group: number): void {
    this.roster.removeGroup(group);
    this.messages.removeGroup(group);
  }

  /** Makes two people friends, and tells both. */
  befriend(one: number, other: number): void {
    this.people.befriend(one, other);
    this.noteTo(one, { notice_type: "friend_add", user_id: other });
    this.noteTo(other, { notice_type: "friend_add", user_id: one });
  }

  /** Brings somebody into a group, and tells it. */
  join(
    group_id: number,
    user_id: number,
    how: { sub_type: "approve" | "invite"; operator_id: number },
  ): void {
    this.roster.join(group_id, user_id, { role: "member", time: this.clock.now() });
    this.note(group_id, { notice_type: "group_increase", user_id, ...how });
  }
}
