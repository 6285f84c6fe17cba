/** Actions about sessions: what waits for whom; and the word of a client that has dealt with something. */
import * as v from "valibot";

import { toOperations } from "./operation.ts";
import type { Caller, Operation } from "./platform.ts";
import type { ActionSchema } from "./protocol/action.ts";
import { exact } from "./protocol/fields.ts";
import { refuse } from "./protocol/reply.ts";
import { wholeNumber } from "./protocol/scalar.ts";
import type { Sessions } from "./sessions/sessions.ts";

const number = wholeNumber(1, Number.MAX_SAFE_INTEGER);

export const sessionActions = {
  ".session.ack": {
    summary: {
      en: "Say that all up to an event has been dealt with, by its `seq` (`session.seq`)",
      zh: "声明某个事件及其之前的都已处理完，事件以其 `seq` 指明（`session.seq`）",
    },
    params: exact({ seq: number }),
    result: v.null(),
  },
  ".session.list": {
    summary: {
      en: "The sessions: who is connected, how many events wait, for how many milliseconds, how many were given up",
      zh: "列出会话：是否在线、多少事件在等待、等了多少毫秒、放弃了多少",
    },
    params: exact({}),
    result: v.strictObject({ sessions: v.array(v.record(v.string(), v.unknown())) }),
  },
  ".session.drop": {
    summary: {
      en: "Forget what waits for a client, on one account or on all",
      zh: "丢弃等待某个客户端的事件，可限定账号",
    },
    params: exact({ client: v.string(), account: v.exactOptional(number) }),
    result: v.strictObject({ sessions: v.number() }),
  },
} as const satisfies Record<string, ActionSchema>;

/** What these do, with the sessions there are. */
export function sessionOperations(
  sessions: Sessions | undefined,
): (readonly [string, Operation])[] {
  return toOperations(
    sessionActions,
    {
      ".session.ack"({ seq }, { client, account, acknowledge }) {
        if (client.session?.seq !== true)
          refuse(
            "notPermitted",
            `${client.name} has no session in which it says what it has dealt with (session.seq)`,
          );
        if (acknowledge) acknowledge(seq);
        else sessions?.acknowledge(client, { account, seq });
      },
      ".session.list"(_, caller) {
        requireOwner(caller);
        return { sessions: sessions?.list() ?? [] };
      },
      ".session.drop"({ client, account }, caller) {
        requireOwner(caller);
        const count = sessions?.drop(client, account) ?? 0;
        if (count > 0) return { sessions: count };
        const known = new Set(sessions?.list().map((session) => session.client));
        const there = known.size === 0 ? "there are none" : `there are ${[...known].join(", ")}`;
        const where = account === undefined ? "" : ` on ${account}`;
        return refuse("unknownTarget", `There is no session of ${client}${where}; ${there}`);
      },
    },
    { isHidden: true },
  );
}

function requireOwner({ client }: Caller): void {
  if (!client.isOwner)
    refuse(
      "forbidden",
      `${client.name} may not ask for that: it is for the owner (auth.access_token)`,
    );
}
