/** For whom a request speaks: its client by its token, its account and its message format. */
import { toSeat } from "../clients/client.ts";
import type { Client } from "../clients/client.ts";
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
  const client = query.has("seat") ? requireSeat(admitted) : admitted;
  const chosen = query.get("self_id") ?? request.headers.get("x-self-id");
  const account = toAccount(chosen, { client, platform });
  const written = query.get("message_format") ?? client.format ?? format;
  return { account, format: toFormat(written), client };
}

/** A seat is anybody in the world. */
function requireSeat(client: Client): Client {
  if (client.isOwner) return toSeat(client);
  throw new HttpRefusal(
    403,
    `${client.name} may not take a seat: that is for the owner of auth.access_token`,
  );
}

function toAccount(
  chosen: string | null,
  { client, platform }: { client: Client; platform: Platform },
): number {
  const { name, accounts } = client;
  const given = chosen || String(accounts?.[0] ?? platform.defaultAccount);
  const account = Number(given);
  if (!/^\d+$/.test(given) || !Number.isSafeInteger(account)) {
    throw new HttpRefusal(400, `self_id must be a number, not ${JSON.stringify(given)}`, {
      why: "account",
    });
  }
  if (accounts && !accounts.includes(account))
    throw new HttpRefusal(403, `${name} may not be ${account}: its accounts do not name it`);
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
