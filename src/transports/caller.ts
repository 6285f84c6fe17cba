/** For whom a request speaks: its client by its token, its account and its message format. */
import { seat } from "../client.ts";
import type { Caller, Platform } from "../platform.ts";
import type { MessageFormat } from "../protocol/event.ts";
import { admit } from "./auth.ts";
import type { Gate } from "./auth.ts";
import { HttpRefusal } from "./service.ts";
import type { Arrival } from "./service.ts";

/** What a service needs to know whoever calls. */
export interface Reception {
  readonly gate: Gate;
  readonly platform: Platform;
  /** The format where the request chooses none. */
  readonly format: MessageFormat;
}

/** Settles who calls before anything is done for them. Throws {@link HttpRefusal}. */
export function toCaller(
  { request, target }: Arrival,
  { gate, platform, format }: Reception,
): Caller {
  const admitted = admit(request, target, gate);
  const { query } = target;
  const client = query.has("seat") ? seat : admitted;
  const account = toAccount(query.get("self_id") ?? request.headers.get("x-self-id"), platform);
  return { account, format: toFormat(query.get("message_format") ?? format), client };
}

function toAccount(given: string | null, platform: Platform): number {
  if (given === null || given === "") return platform.defaultAccount;
  const account = Number(given);
  if (!/^\d+$/.test(given) || !Number.isSafeInteger(account)) {
    throw new HttpRefusal(400, `self_id must be a number, not ${JSON.stringify(given)}`, {
      why: "account",
    });
  }
  if (platform.hasAccount(account)) return account;
  throw new HttpRefusal(404, `There is no account ${account} (self_id)`, { why: "account" });
}

function toFormat(given: string): MessageFormat {
  if (given === "array" || given === "string") return given;
  throw new HttpRefusal(
    400,
    `message_format must be array or string, not ${JSON.stringify(given)}`,
  );
}
