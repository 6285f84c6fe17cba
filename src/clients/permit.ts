/** Holds a call against the rights of its client: the action, what it names, what it gives. */
import { aboutOf, namedIn } from "../protocol/about.ts";
import { aliases } from "../protocol/alias.ts";
import type { Alias } from "../protocol/alias.ts";
import { refuse } from "../protocol/reply.ts";
import { isFields } from "../protocol/scalar.ts";
import type { Client } from "./client.ts";
import type { FindPlaces } from "./territory.ts";
import { explainVerdict } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

/** A call to be held against rights. */
export interface Asked {
  readonly client: Client;
  readonly account: number;
  readonly action: string;
}

/** Refuses an action that the client may not call, under whichever of its names. */
export function requireAction({ client, action }: Asked): void {
  const { rights } = client;
  if (rights) require({ client, action }, rights.judgeAction(action, actionOf(action)));
}

/** Refuses a call that names something of which the client is not to know. */
export function requireParams(asked: Asked, params: unknown, find: FindPlaces): void {
  const { client, account } = asked;
  const territory = client.rights?.territory;
  if (!territory) return;
  for (const named of namedIn(params))
    require(asked, territory.judgeNamed(named, { account, find }));
}

/** What an action gave, without what is not the client's; refuses where it is not as a whole. */
export function pruneResult(asked: Asked, result: unknown): unknown {
  const { client, account } = asked;
  const territory = client.rights?.territory;
  if (!territory) return result;
  if (isFields(result)) require(asked, territory.judge(aboutOf(result), account));
  return territory.prune(result, account);
}

/** The action that a name is another name of, or itself. */
export function actionOf(name: string): string {
  const known: Readonly<Record<string, Alias>> = aliases;
  return (Object.hasOwn(known, name) ? known[name]?.action : undefined) ?? name;
}

function require({ client, action }: Pick<Asked, "client" | "action">, verdict: Verdict): void {
  if (verdict.passes) return;
  refuse("forbidden", `${client.name} may not call ${action}: ${explainVerdict(verdict).en}`);
}
