/** An account that a person plays: its connection, its conversations, and what it says. */
import { createStore } from "zustand/vanilla";

import type { ReceivedSegment } from "../../../protocol/entity.ts";
import type { BotEvent } from "../../../protocol/event.ts";
import { AccountLink, CallRefused } from "../account-link.ts";
import {
  append,
  change,
  forget,
  idOf,
  isGroup,
  mergeHistory,
  names,
  newChat,
} from "../chat/chat.ts";
import type { Chat } from "../chat/chat.ts";
import { chatOf, chatOfNotice, toMessageItem } from "../chat/item.ts";
import type { MessageItem, SaidMessage } from "../chat/item.ts";
import type { LinkState } from "../link.ts";
import type { ChatKey } from "../route.ts";
import { applyNotice } from "./notice.ts";

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
  /** The conversation that is looked at: what comes in there is not new. */
  #looking: ChatKey | undefined;

  constructor(account: number) {
    this.account = account;
    this.#link = new AccountLink({
      path: "/",
      account,
      // Where the connection ends meanwhile, the next one reads it again.
      onOpen: () => void this.refresh().catch(() => undefined),
      onEvent: (event) => this.#hear(event),
      onState: (link) => this.store.setState({ link }),
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
    await Promise.all(
      [...before.values()]
        .filter(({ isLoaded }) => isLoaded)
        .map(({ key }) => this.loadNewest(key)),
    );
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
  async loadOlder(key: ChatKey): Promise<void> {
    const chat = this.store.getState().chats.get(key);
    const oldest = chat?.items.find((item) => item.kind === "message");
    if (chat?.hasOlder && oldest?.id !== undefined) await this.#load(key, oldest.id);
  }

  /** From now on what comes in this conversation is seen. */
  look(key: ChatKey | undefined): void {
    this.#looking = key;
    if (key) this.change(key, (chat) => ({ ...chat, unread: 0, isNamed: false }));
  }

  /** Says something; it stands in the conversation at once, with what becomes of it. */
  async say(key: ChatKey, segments: readonly ReceivedSegment[]): Promise<void> {
    const item = this.#draft(segments);
    this.change(key, (chat) => append(chat, item));
    await this.sayAgain(key, item);
  }

  /** Sends what could not be sent. */
  async sayAgain(key: ChatKey, { key: itemKey, segments }: MessageItem): Promise<void> {
    const become = (changes: Partial<MessageItem>) =>
      this.change(key, (chat) =>
        change(
          chat,
          (item) => item.key === itemKey,
          (item) => ({ ...item, ...changes }),
        ),
      );
    become({ sending: { is: "sending" } });
    try {
      const { message_id } = await this.ask<{ message_id: number }>("send_msg", {
        ...this.#target(key),
        message: segments,
      });
      become({ id: message_id, sending: { is: "sent" } });
      // What the server has made of it: addresses of media, how dice fell.
      const { time, message } = await this.ask<SaidMessage>("get_msg", { message_id });
      become({ time, segments: typeof message === "string" ? segments : message });
    } catch (error) {
      const retcode = error instanceof CallRefused ? error.retcode : 0;
      const reason = error instanceof Error ? error.message : "";
      become({ sending: { is: "refused", retcode, reason } });
    }
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

  async #load(key: ChatKey, before?: number): Promise<void> {
    const params = {
      ...(isGroup(key) ? { group_id: idOf(key) } : { user_id: idOf(key) }),
      count: pageSize,
      ...(before !== undefined && { message_seq: before }),
    };
    const action = isGroup(key) ? "get_group_msg_history" : "get_friend_msg_history";
    const { messages } = await this.ask<{ messages: SaidMessage[] }>(action, params).catch(() => ({
      messages: [],
    }));
    const page = messages.map((said) => toMessageItem(said, this.account));
    this.change(key, (chat) => mergeHistory(chat, { page, isWhole: page.length < pageSize }));
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
        if (event.notice_type.startsWith("group_") || event.notice_type === "friend_add")
          void this.#readLists().catch(() => undefined);
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
      const known = chat.items.some(({ key: each }) => each === item.key);
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
