import { digestOf, tokenOf } from "../config/client.ts";
import type { ClientConfig } from "../config/client.ts";
/** Who connects: a bot, by the name that its token or the configuration gives it (communication/authorization). */
import { ownerName, seatName } from "../config/clients.ts";
import { toExpression } from "../expression.ts";
import type { MessageFormat } from "../protocol/event.ts";
import type { Rate } from "./bucket.ts";
import { Filter } from "./filter.ts";
import { Ids } from "./ids.ts";
import { Patterns, toActionTest, toEventTest } from "./patterns.ts";
import { Rights } from "./rights.ts";
import type { SessionRules } from "./session-rules.ts";
import { Territory } from "./territory.ts";

/** A bot; rights, filter, pace, queues, statistics and log lines hang on its name. What is absent is no rule. */
export interface Client {
  readonly name: string;
  /** Whether it has the token of `auth.access_token`, or none is asked for. */
  readonly isOwner?: boolean;
  /** Whether it is a person at the console, who never counts as a bot. */
  readonly isSeat?: boolean;
  /** The accounts it may be; the first where it chooses none. */
  readonly accounts?: readonly number[] | undefined;
  readonly format?: MessageFormat | undefined;
  readonly rights?: Rights | undefined;
  readonly filter?: Filter | undefined;
  /** By which rules it loses no event; undefined where it is told only what happens while it is there. */
  readonly session?: SessionRules | undefined;
  /** How fast it may send. */
  readonly rate?: Rate | undefined;
  /** What it shows where it is dialled. */
  readonly token?: string | undefined;
}

/** What all clients have in common. */
export interface Common {
  /** Whether those who do not say otherwise are told what their account says itself. */
  readonly reportsSelf: boolean;
  /** Whether anybody is. */
  readonly someReportSelf: boolean;
}

const allButHidden = "*";

/** The client with all rights. */
export function toOwner(common: Common): Client {
  return { name: ownerName, isOwner: true, filter: filterOf({}, common) };
}

/** Whoever plays an account from the console: the owner, who is nobody's bot there. */
export function toSeat({ filter }: Client): Client {
  return { name: seatName, isOwner: true, isSeat: true, filter };
}

/** A bot that we reach ourselves and that is no `[[client]]`; `where` is its address without what is secret of it. */
export function clientAt(way: "post" | "reverse", where: string, filter?: Filter): Client {
  return { name: `${way} ${where}`, filter };
}

/** How a client that we reach is called in the log: by its name too, where it has one beside its address. */
export function nameAt({ name, rights }: Client, where: string): string {
  return rights ? `${name} at ${where}` : where;
}

/** A client as it is configured. */
export function toClient(config: ClientConfig, common: Common): Client {
  const { name, accounts, message_format, rate_limit } = config;
  const territory = territoryOf(config);
  return {
    name,
    accounts,
    format: message_format,
    rights: new Rights(actionsOf(config), { territory, hasAccounts: accounts !== undefined }),
    filter: filterOf(config, { territory, ...common }),
    session: config.session,
    rate: rate_limit,
    token: tokenOf(config),
  };
}

/** Hidden actions are asked for by name: to leave others out does not ask for them. */
function actionsOf({ actions = [allButHidden] }: Partial<ClientConfig>): Patterns {
  const isLeftOut = (text: string) => text.startsWith("!");
  const list =
    actions.length > 0 && actions.every(isLeftOut) ? [allButHidden, ...actions] : actions;
  return new Patterns("actions", list, toActionTest);
}

function territoryOf({ groups, users }: Partial<ClientConfig>): Territory | undefined {
  if (!groups && !users) return undefined;
  return new Territory({
    groups: groups && new Ids("groups", groups),
    users: users && new Ids("users", users),
  });
}

/** None where everything passes. */
function filterOf(
  { events, groups, users, text, at_me, self_messages }: Partial<ClientConfig>,
  { territory, reportsSelf, someReportSelf }: Common & { territory?: Territory | undefined },
): Filter | undefined {
  const selfMessages = self_messages ?? reportsSelf;
  const key = JSON.stringify([events, groups, users, text, at_me || undefined, selfMessages]);
  const takesAll = selfMessages || !someReportSelf;
  if (takesAll && !events && !territory && text === undefined && !at_me) return undefined;
  const matches = text === undefined ? undefined : toExpression(text);
  return new Filter(digestOf(key).slice(0, 16), {
    events: events && new Patterns("events", events, toEventTest),
    territory,
    text: text !== undefined && matches ? { source: text, matches } : undefined,
    atMe: at_me,
    selfMessages,
  });
}
