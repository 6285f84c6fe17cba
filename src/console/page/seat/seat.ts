/** An account that a person plays: its connection, its conversations, and what it says. */
import { createStore } from "zustand/vanilla";

import type { ReceivedSegment } from "../../../protocol/entity.ts";
import type { BotEvent } from "../../../protocol/event.ts";
import { AccountLink } from "../account-link.ts";
import {
  append,
  forget,
  idOf,
  isGroup,
  isSame,
  mergeHistory,
  names,
  newChat,
  remove,
} from "../chat/chat.ts";
import type { Chat } from "../chat/chat.ts";
import { chatOf, chatOfNotice, toMessageItem } from "../chat/item.ts";
import type { MessageItem, NoticeEvent, SaidMessage } from "../chat/item.ts";
import type { LinkState } from "../link.ts";
import type { ChatKey } from "../route.ts";
import { applyNotice } from "./notice.ts";
import { Outbox } from "./outbox.ts";
import type { Parcel } from "./outbox.ts";

export interface Friend {
  readonly user_id: number;
  readonly nickname: string;
  readonly remark: string;
}

export interface Group {
  readonly group_id: number;
  readonly group_name: string;
  readonly member_count: number;
  readonly group_all_shut: number;
}

export interface SeatState {
  readonly link: LinkState;
  readonly nickname: string;
  readonly friends: readonly Friend[];
  readonly groups: readonly Group[];
  readonly chats: ReadonlyMap<ChatKey, Chat>;
}

interface Recent {
  readonly lastestMsg: SaidMessage;
  readonly peerUin: string;
  readonly peerName: string;
  readonly chatType: number;
}

const pageSize = 50;
/** In milliseconds. */
const queueTime = 30;

/** After which the lists of friends and groups, and of their members, are others. */
const listChanges: ReadonlySet<string> = new Set<NoticeEvent["notice_type"]>([
  "friend_add",
  "group_increase",
  "group_decrease",
  "group_admin",
  "group_ban",
  "group_card",
]);

let lastKey = 0;

export class Seat {
  readonly account: number;
  readonly store = createStore<SeatState>(() => ({
    link: { is: "connecting" },
    nickname: "",
    friends: [],
    groups: [],
    chats: new Map(),
  }));
  readonly #link: AccountLink;
  #heard: BotEvent[] = [];
  readonly #outbox: Outbox;
  /** The conversation that is looked at: what comes in there is not new. */
  #looking: ChatKey | undefined;

  constructor(account: number) {
    this.account = account;
    this.#link = new AccountLink({
      path: "/",
      account,
      onOpen: () => void this.#comeBack(),
      onEvent: (event) => this.#queue(event),
      onState: (link) => this.store.setState({ link }),
    });
    this.#outbox = new Outbox({
      isOpen: () => this.store.getState().link.is === "open",
      ask: (action, params) => this.ask(action, params),
      target: (key) => this.#target(key),
      change: (key, make) => this.change(key, make),
    });
  }

  /** The data of a call as this account. Rejects with `CallRefused` or `Unanswered`. */
  ask<Data>(action: string, params: object = {}): Promise<Data> {
    return this.#link.ask<Data>(action, params);
  }

  call(action: string, params: object = {}) {
    return this.#link.call(action, params);
  }

  /** Reads anew who its friends and groups are, and what was said last. */
  async refresh(): Promise<void> {
    const before = this.store.getState().chats;
    await this.refreshLists();
    await Promise.all(
      [...before.values()]
        .filter(({ isLoaded }) => isLoaded)
        .map(({ key }) => this.loadNewest(key)),
    );
  }

  /** Reads anew who its friends and groups are. */
  async refreshLists(): Promise<void> {
    const [{ nickname }, friends, groups, recents] = await Promise.all([
      this.ask<{ nickname: string }>("get_login_info"),
      this.ask<Friend[]>("get_friend_list"),
      this.ask<Group[]>("get_group_list"),
      this.ask<Recent[]>("get_recent_contact", { count: 50 }).catch(() => []),
    ]);
    const chats = new Map<ChatKey, Chat>();
    const before = this.store.getState().chats;
    const keep = (key: ChatKey, name: string) =>
      chats.set(key, { ...(before.get(key) ?? newChat(key, name)), name });
    for (const { group_id, group_name } of groups) keep(`g${group_id}`, group_name);
    for (const friend of friends) keep(`p${friend.user_id}`, friend.remark || friend.nickname);
    for (const { lastestMsg, peerUin, peerName, chatType } of recents) {
      const key: ChatKey = `${chatType === 2 ? "g" : "p"}${Number(peerUin)}`;
      const chat = chats.get(key) ?? before.get(key) ?? newChat(key, peerName);
      chats.set(key, { ...chat, last: chat.last ?? toMessageItem(lastestMsg, this.account) });
    }
    this.store.setState({ nickname, friends, groups, chats });
  }

  /** Forgets what was said, but for what is not sent yet, and reads everything anew. */
  async startOver(): Promise<void> {
    this.store.setState(({ chats }) => ({
      chats: new Map(Array.from(chats, ([key, chat]) => [key, forget(chat)])),
    }));
    await this.refresh().catch(() => undefined);
  }

  /** Fetches the newest messages of a conversation. */
  loadNewest(key: ChatKey): Promise<void> {
    return this.#load(key);
  }

  /** Fetches what was said before the oldest message there is. */
  async loadOlder(key: ChatKey, count = pageSize): Promise<void> {
    const chat = this.store.getState().chats.get(key);
    const oldest = chat?.items.find((item) => item.kind === "message" && item.id !== undefined);
    if (chat?.hasOlder && oldest?.kind === "message" && oldest.id !== undefined)
      await this.#load(key, { before: oldest.id, count });
  }

  /** Whether somebody reads old messages, which then stay. */
  hold(key: ChatKey, isHeld: boolean): void {
    if ((this.store.getState().chats.get(key)?.isHeld ?? false) !== isHeld)
      this.change(key, (chat) => ({ ...chat, isHeld }));
  }

  /** From now on what comes in this conversation is seen. */
  look(key: ChatKey | undefined): void {
    this.#looking = key;
    if (key) this.change(key, (chat) => ({ ...chat, unread: 0, isNamed: false }));
  }

  /** Says something; it stands in the conversation at once, with what becomes of it. */
  say(key: ChatKey, segments: readonly ReceivedSegment[]): Promise<void> {
    return this.post(key, { shown: segments });
  }

  /** Says something that is shown otherwise than it is sent. */
  post(key: ChatKey, parcel: Parcel): Promise<void> {
    return this.#outbox.send(key, this.#draft(parcel.shown), parcel);
  }

  /** Sends what could not be sent. */
  sayAgain(key: ChatKey, item: MessageItem): Promise<void> {
    return this.#outbox.sendAgain(key, item);
  }

  /** Takes a message that was not sent out of its conversation. */
  discard(key: ChatKey, item: MessageItem): void {
    this.#outbox.drop(item);
    this.change(key, (chat) => remove(chat, item.key));
  }

  /** Takes note of a message that this account has sent by another connection. */
  async learn(message_id: number): Promise<void> {
    for (const { items } of this.store.getState().chats.values())
      if (items.some((item) => item.kind === "message" && item.id === message_id)) return;
    const said = await this.ask<SaidMessage>("get_msg", { message_id }).catch(() => undefined);
    if (said) this.#take(said);
  }

  change(key: ChatKey, make: (chat: Chat) => Chat): void {
    this.store.setState(({ chats }) => {
      const chat = chats.get(key) ?? newChat(key, key.slice(1));
      return { chats: new Map(chats).set(key, make(chat)) };
    });
  }

  /** Connects at once, where it waits to. */
  retry(): void {
    this.#link.retry();
  }

  end(): void {
    this.#link.end();
  }

  async #comeBack(): Promise<void> {
    // Where the connection is lost again meanwhile, this is done again when it is back.
    await this.refresh().catch(() => undefined);
    await this.#outbox.flush();
  }

  async #load(
    key: ChatKey,
    { before, count = pageSize }: { before?: number; count?: number } = {},
  ): Promise<void> {
    const params = {
      ...(isGroup(key) ? { group_id: idOf(key) } : { user_id: idOf(key) }),
      count,
      ...(before !== undefined && { message_seq: before }),
    };
    const action = isGroup(key) ? "get_group_msg_history" : "get_friend_msg_history";
    const { messages } = await this.ask<{ messages: SaidMessage[] }>(action, params).catch(() => ({
      messages: [],
    }));
    const page = messages.map((said) => toMessageItem(said, this.account));
    this.change(key, (chat) => mergeHistory(chat, { page, isWhole: page.length < count }));
  }

  /** What comes in at once is taken in at once: the page is drawn anew a few times a second, and not for each event. */
  #queue(event: BotEvent): void {
    if (this.#heard.push(event) > 1) return;
    setTimeout(() => {
      for (const each of this.#heard.splice(0)) this.#hear(each);
    }, queueTime);
  }

  #hear(event: BotEvent): void {
    switch (event.post_type) {
      case "message":
      case "message_sent":
        this.#take(event);
        return;
      case "notice": {
        const key = chatOfNotice(event, this.account);
        if (key) this.change(key, (chat) => applyNotice(chat, event));
        if (listChanges.has(event.notice_type)) void this.#readLists().catch(() => undefined);
        return;
      }
      case "request":
      case "meta_event":
        return;
      default:
        event satisfies never;
    }
  }

  #take(said: SaidMessage): void {
    const key = chatOf(said, this.account);
    const item = toMessageItem(said, this.account);
    this.change(key, (chat) => {
      const known = chat.items.some((each) => isSame(each, item));
      const isSeen = known || item.isOwn || this.#looking === key;
      const added = append(chat, item);
      const name = chat.name === key.slice(1) ? (said.sender.nickname ?? chat.name) : chat.name;
      if (isSeen) return { ...added, name };
      const isNamed = chat.isNamed || names(item.segments, this.account);
      return { ...added, name, unread: chat.unread + 1, isNamed };
    });
  }

  async #readLists(): Promise<void> {
    const [friends, groups] = await Promise.all([
      this.ask<Friend[]>("get_friend_list"),
      this.ask<Group[]>("get_group_list"),
    ]);
    this.store.setState({ friends, groups });
  }

  #target(key: ChatKey) {
    const via = this.store.getState().chats.get(key)?.viaGroup;
    if (isGroup(key)) return { message_type: "group", group_id: idOf(key) };
    return { message_type: "private", user_id: idOf(key), ...(via && { group_id: via }) };
  }

  #draft(segments: readonly ReceivedSegment[]): MessageItem {
    const { nickname } = this.store.getState();
    return {
      kind: "message",
      key: `new${++lastKey}`,
      id: undefined,
      time: Math.floor(Date.now() / 1000),
      sender: { user_id: this.account, nickname, sex: "unknown", age: 0 },
      segments,
      isOwn: true,
      isAnonymous: false,
      sending: { is: "sending" },
    };
  }
}
