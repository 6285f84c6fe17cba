/** What server and page tell each other over the stream, beside OneBot: texts of JSON, each one of these. */
import * as v from "valibot";

import type { Entry } from "../entry.ts";
import type { Frame } from "../frames.ts";
import type { WorldPart } from "../platform.ts";
import type { CallerInfo } from "../transports/callers.ts";
import type { ConnectionInfo } from "../transports/connection.ts";
import type { LinkInfo } from "../transports/link.ts";
import type { Refused } from "../transports/refused.ts";
import type { PostInfo } from "../transports/webhook.ts";
import type { ActionInfo } from "./actions.ts";

/** What stays as it is while the server runs. */
export interface Hello {
  readonly type: "hello";
  readonly version: string;
  /** When it began, in milliseconds since 1970: another time is another run. */
  readonly started: number;
  /** Where each way is reached, like `ws://127.0.0.1:6700/`; empty where it is off. */
  readonly addresses: Readonly<Record<"ws" | "http" | "admin", string>>;
  /** How much a bot may leave unread for long. */
  readonly sendBufferBytes: number;
  readonly tokenRequired: boolean;
  /** The account of connections that choose none: the bot under test. */
  readonly account: number;
}

/** Who is connected, and who could not. */
export interface Network {
  readonly type: "network";
  /** When it was so, in milliseconds since 1970, by the server. */
  readonly time_ms: number;
  /** How many connections there are; the list may be shorter. */
  readonly total: number;
  readonly connections: readonly ConnectionInfo[];
  readonly refused: readonly Refused[];
  readonly links: readonly LinkInfo[];
  /** Addresses where events are posted. */
  readonly posts: readonly PostInfo[];
  /** Who called by HTTP. */
  readonly callers: readonly CallerInfo[];
}

/** What was recorded of watched accounts, oldest first. */
export interface Entries {
  readonly type: "entries";
  readonly entries: readonly Entry[];
  /** How many were left out before these, as the page did not read. */
  readonly missed: number;
}

/** All actions there are, on {@link Wish}. */
export interface Actions {
  readonly type: "actions";
  readonly actions: readonly ActionInfo[];
}

/** Parts of the world that somebody has changed: whoever shows them reads them anew. */
export interface Changed {
  readonly type: "changed";
  readonly parts: readonly WorldPart[];
}

/** Frames of all connections, oldest first; of long texts the beginning. */
export interface FrameBatch {
  readonly type: "frames";
  readonly frames: readonly Frame[];
  /** When the server began to keep them and to number them from 1, in milliseconds since 1970. */
  readonly since: number;
  /** The oldest frame that the server still has. */
  readonly first: number;
  /** How many were left out before these. */
  readonly missed: number;
}

/** The text of one frame as it is kept; null where it is no more. */
export interface FrameText {
  readonly type: "frame";
  readonly id: number;
  readonly text: string | null;
}

export type Telling = Hello | Network | Entries | Actions | Changed | FrameBatch | FrameText;

const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What the page wants to be told: records of accounts, the actions, frames from one on, the text of one frame. */
export const Wish = v.variant("type", [
  v.strictObject({
    type: v.literal("watch"),
    accounts: v.pipe(v.array(Whole), v.maxLength(100)),
  }),
  v.strictObject({ type: v.literal("actions") }),
  v.strictObject({
    type: v.literal("frames"),
    from: v.exactOptional(Whole),
    isLive: v.boolean(),
  }),
  v.strictObject({ type: v.literal("frame"), id: Whole }),
]);
export type Wish = v.InferOutput<typeof Wish>;
