/** What the program answers itself, or not by the platform alone. */
import * as v from "valibot";

import { operation } from "./operation.ts";
import type { Operation } from "./platform.ts";
import { actions } from "./protocol/action.ts";
import type { ActionSchema } from "./protocol/action.ts";
import { exact } from "./protocol/fields.ts";
import { NoReply } from "./protocol/reply.ts";
import type { Statistics } from "./statistics.ts";
import type { Connections } from "./transports/connections.ts";

/** Hidden actions of the program. */
export const ownHidden = {
  ".sandbox.connections": {
    summary: { en: "Who is connected", zh: "列出当前的连接" },
    params: exact({}),
    result: v.strictObject({ connections: v.array(v.record(v.string(), v.unknown())) }),
  },
} as const satisfies Record<string, ActionSchema>;

export interface OwnActionsOptions {
  /** What set_restart does, after a delay in milliseconds. */
  onRestart: (delay: number) => void;
  /** The platform's own get_status. */
  findStatus: () => Operation | undefined;
  statistics: Statistics;
  connections: Connections;
  /** Whether hidden actions are there. */
  isSteered: boolean;
}

export function ownActions({
  onRestart,
  findStatus,
  statistics,
  connections,
  isSteered,
}: OwnActionsOptions): Map<string, Operation> {
  const restart = operation(actions.set_restart, ({ delay }) => onRestart(delay));
  const list = operation(ownHidden[".sandbox.connections"], () => ({
    connections: connections.list(),
  }));
  return new Map([
    ["set_restart", { ...restart, isAsync: true }],
    ["get_status", withStat(findStatus, statistics)],
    ...(isSteered ? [[".sandbox.connections", { ...list, isHidden: true }] as const] : []),
  ]);
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
