/** What is legal in a `[[client]]` but has no effect, or more than was meant. */
import { toActionTest, toEventTest } from "../clients/patterns.ts";
import type { ClientConfig } from "../config/client.ts";
import type { Config } from "../config/config.ts";
import { ownHidden } from "../own-actions.ts";
import { hiddenActions } from "../platforms/sandbox/hidden/action.ts";
import { actions } from "../protocol/action.ts";
import { aliases } from "../protocol/alias.ts";
import { dialect } from "../protocol/dialect.ts";
import { eventNames } from "../protocol/event.ts";
import { warnings } from "../words/check.ts";
import type { Told } from "../words/language.ts";

const actionNames = [actions, dialect, aliases, hiddenActions, ownHidden].flatMap(Object.keys);

/** Gives a sentence for each. */
export function idleRules({ client: clients, http_post, ws_reverse, auth }: Config): Told[] {
  if (clients.length === 0) return [];
  const targets = Object.entries({ http_post, ws_reverse }).flatMap(([key, { target }]) =>
    target.map(({ client }, row) => ({ client, place: `${key}.target[${row + 1}]` })),
  );
  const named = new Set(targets.map(({ client }) => client));
  const nameless = targets.filter(({ client }) => client === undefined);
  return [
    ...clients.flatMap(rulesOf),
    ...clients
      .filter((client) => !hasToken(client) && !named.has(client.name))
      .map(({ name }) => warnings.unreachableClient(name)),
    ...nameless.map(({ place }) => warnings.namelessTarget(place)),
    ...(auth.access_token === "" ? [warnings.nobodyOwns] : []),
  ];
}

function rulesOf(client: ClientConfig): Told[] {
  const { name, actions: called = [], events = [], accounts, groups, users } = client;
  const idle = (
    patterns: readonly string[],
    toTest: typeof toActionTest,
    names: readonly string[],
  ) => patterns.filter((pattern) => !names.some(toTest(pattern.replace(/^!/, ""))));
  const isBounded = accounts ?? groups ?? users;
  const asksHidden = called.some((pattern) => pattern.startsWith(".sandbox."));
  return [
    ...idle(called, toActionTest, actionNames).map((each) => warnings.noSuchAction(name, each)),
    ...idle(events, toEventTest, eventNames).map((each) => warnings.noSuchEvent(name, each)),
    ...(isBounded && asksHidden ? [warnings.openHidden(name)] : []),
  ];
}

function hasToken({ access_token, sha256, token_env }: ClientConfig): boolean {
  return (access_token ?? sha256 ?? token_env) !== undefined;
}
