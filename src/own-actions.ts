/** What the program answers itself, or not by the platform alone. */
import * as v from "valibot";

import type { Clients } from "./clients/clients.ts";
import { JudgedEvent, judgeEvent } from "./clients/judge.ts";
import { explainVerdict } from "./clients/verdict.ts";
import { operation } from "./operation.ts";
import type { Operation } from "./platform.ts";
import { actions } from "./protocol/action.ts";
import type { ActionSchema } from "./protocol/action.ts";
import { nameOf } from "./protocol/event.ts";
import { explain } from "./protocol/explain.ts";
import { exact } from "./protocol/fields.ts";
import { NoReply, refuse } from "./protocol/reply.ts";
import { AnyFields, wholeNumber } from "./protocol/scalar.ts";
import type { Fields } from "./protocol/scalar.ts";
import { sessionActions, sessionOperations } from "./session-actions.ts";
import type { Sessions } from "./sessions/sessions.ts";
import type { Statistics } from "./statistics.ts";
import type { Connections } from "./transports/connections.ts";

/** Hidden actions of the program. */
export const ownHidden = {
  ".sandbox.connections": {
    summary: { en: "Who is connected", zh: "列出当前的连接" },
    params: exact({}),
    looks: true,
    result: v.strictObject({ connections: v.array(v.record(v.string(), v.unknown())) }),
  },
  ".sandbox.disconnect": {
    summary: {
      en: "End a connection, by the id that .sandbox.connections gives it",
      zh: "断开一条连接，id 见 .sandbox.connections",
    },
    params: exact({ id: wholeNumber(1, Number.MAX_SAFE_INTEGER) }),
    result: v.null(),
  },
  ".sandbox.why": {
    summary: {
      en: "Which clients get an event, each by which of its rules",
      zh: "哪些客户端会收到某个事件，各依据哪条规则",
    },
    params: exact({ event: AnyFields }),
    result: v.strictObject({
      name: v.string(),
      clients: v.array(
        v.strictObject({
          client: v.string(),
          gets: v.boolean(),
          because: v.strictObject({ en: v.string(), zh: v.string() }),
        }),
      ),
    }),
  },
  ...sessionActions,
} as const satisfies Record<string, ActionSchema>;

export interface OwnActionsOptions {
  /** What set_restart does, after a delay in milliseconds. */
  onRestart: (delay: number) => void;
  /** The platform's own get_status. */
  findStatus: () => Operation | undefined;
  statistics: Statistics;
  connections: Connections;
  clients: Clients;
  sessions: Sessions | undefined;
  /** Whether hidden actions are there. */
  isSteered: boolean;
}

export function ownActions({
  onRestart,
  findStatus,
  statistics,
  connections,
  clients,
  sessions,
  isSteered,
}: OwnActionsOptions): Map<string, Operation> {
  const restart = operation(actions.set_restart, ({ delay }) => onRestart(delay));
  const list = operation(ownHidden[".sandbox.connections"], () => ({
    connections: connections.list(),
  }));
  const disconnect = operation(ownHidden[".sandbox.disconnect"], ({ id }) => {
    if (!connections.end(id, "Closed by .sandbox.disconnect"))
      refuse("unknownTarget", `There is no connection ${id}`);
  });
  const hidden: readonly [string, Operation][] = [
    [".sandbox.connections", list],
    [".sandbox.disconnect", disconnect],
    [".sandbox.why", operation(ownHidden[".sandbox.why"], ({ event }) => why(event, clients))],
  ];
  return new Map([
    ["set_restart", { ...restart, isAsync: true }],
    ["get_status", withStat(findStatus, statistics)],
    ...sessionOperations(sessions),
    ...(isSteered
      ? hidden.map(([name, each]): [string, Operation] => [name, { ...each, isHidden: true }])
      : []),
  ]);
}

function why(given: Fields, clients: Clients) {
  const event = v.safeParse(JudgedEvent, given);
  if (!event.success)
    refuse("badParams", event.issues.map((issue) => explain(issue, "params.event")).join("; "));
  return {
    name: nameOf(event.output),
    clients: clients.all.map((client) => {
      const verdict = judgeEvent(client, event.output);
      return { client: client.name, gets: verdict.passes, because: { ...explainVerdict(verdict) } };
    }),
  };
}

/** get_status also tells what went on. */
function withStat(find: () => Operation | undefined, statistics: Statistics): Operation {
  const add = (status: unknown) =>
    status instanceof NoReply ? status : statistics.addTo(status as object);
  return {
    ...actions.get_status,
    run(params, caller) {
      const status = find()?.run(params, caller);
      return status instanceof Promise ? status.then(add) : add(status);
    },
  };
}
