/** One `[[client]]`: who it is, what it may do, what it is told, and how fast it may send. */
import * as v from "valibot";

import { toExpression } from "../expression.ts";
import { rules } from "../words/config.ts";
import {
  choice,
  chosenIds,
  flag,
  format,
  id,
  inLanguage,
  maybeTable,
  patterns,
  token,
  whole,
} from "./value.ts";

const isAction = /^!?[\w.*?[\]{},^-]+$/;
const isEvent = /^!?[a-z_*]+(?:\.[a-z_*]+){0,2}$/;

const SessionTable = v.strictObject(
  {
    settle: whole(2000, 0, 600_000),
    max_age: whole(600_000, 0, 2_592_000_000),
    without_pong: choice("refuse", "plain"),
    share: choice("", "group_id"),
    trust_close: flag(true),
    seq: flag(false),
  },
  inLanguage(rules.switchOrTable),
);
/** What a session is by: undefined where there is none. */
const Session = v.pipe(
  SessionTable,
  v.transform(({ settle, max_age, without_pong, share, trust_close, seq }) => ({
    settle,
    maxAge: max_age,
    withoutPong: without_pong,
    share,
    trustClose: trust_close,
    seq,
  })),
);
const Switch = v.pipe(
  v.boolean(),
  v.transform((isOn) => (isOn ? v.parse(Session, {}) : undefined)),
);

export const clientRow = {
  name: v.pipe(
    v.string(inLanguage(rules.clientName)),
    v.regex(/^[^\s"\p{C}]{1,60}$/u, inLanguage(rules.clientName)),
  ),
  access_token: v.exactOptional(v.pipe(token(), v.minLength(1, inLanguage(rules.token)))),
  sha256: v.exactOptional(
    v.pipe(v.string(inLanguage(rules.sha256)), v.regex(/^[\da-f]{64}$/i, inLanguage(rules.sha256))),
  ),
  token_env: v.exactOptional(
    v.pipe(
      v.string(inLanguage(rules.variable)),
      v.regex(/^[A-Za-z_]\w*$/, inLanguage(rules.variable)),
    ),
  ),
  accounts: v.exactOptional(
    v.pipe(v.array(id(), inLanguage(rules.ids)), v.minLength(1, inLanguage(rules.ids))),
  ),
  actions: patterns(isAction, rules.actions),
  events: patterns(isEvent, rules.events),
  groups: chosenIds(),
  users: chosenIds(),
  text: v.exactOptional(
    v.pipe(
      v.string(inLanguage(rules.expression)),
      v.maxLength(1000, inLanguage(rules.expression)),
      v.check((text) => toExpression(text) !== undefined, inLanguage(rules.expression)),
    ),
  ),
  at_me: v.exactOptional(v.boolean(inLanguage(rules.flag))),
  message_format: v.exactOptional(format()),
  self_messages: v.exactOptional(v.boolean(inLanguage(rules.flag))),
  session: v.exactOptional(v.lazy((input) => (typeof input === "boolean" ? Switch : Session))),
  rate_limit: maybeTable({
    interval: whole(500, 1, 86_400_000),
    burst: whole(1, 1, 1000),
    wait: whole(8000, 0, 600_000),
  }),
} as const;

/** One client as it is configured. */
export type ClientConfig = v.InferOutput<v.StrictObjectSchema<typeof clientRow, undefined>>;

/** The digests by which tokens are compared: nobody learns from the time that takes how much of theirs was right. */
export function digestOf(token: string): string {
  return new Bun.CryptoHasher("sha256").update(token).digest("hex");
}

/** A client's token as it is sent, where that is known. */
export function tokenOf({ access_token, token_env }: Tokens): string | undefined {
  return access_token ?? (token_env === undefined ? undefined : process.env[token_env]);
}

/** By what a client's token is known; undefined where it has none, and only we reach it. */
export function tokenDigestOf(client: Tokens): string | undefined {
  const token = tokenOf(client);
  return token === undefined || token === "" ? client.sha256?.toLowerCase() : digestOf(token);
}

export interface Tokens {
  access_token?: string | undefined;
  sha256?: string | undefined;
  token_env?: string | undefined;
}
