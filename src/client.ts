/** Who connects: a bot, by the name that its token or its address gives it (communication/authorization). */
import { timingSafeEqual } from "node:crypto";

/** A bot; rights, queues, statistics and log lines hang on its name. */
export interface Client {
  readonly name: string;
  /** Whether it is a person at the console, who never counts as a bot. */
  readonly isSeat?: boolean;
}

/** Finds the client a token belongs to; `missing` and `wrong` are for the transport to refuse. */
export type Authenticate = (token: string | undefined) => Client | "missing" | "wrong";

/** The one client with all rights. Without an access token everybody is this client. */
export function oneClient(accessToken: string): Authenticate {
  const client: Client = { name: "default" };
  if (accessToken === "") return () => client;
  const expected = digest(accessToken);
  return (token) => {
    if (token === undefined) return "missing";
    return timingSafeEqual(digest(token), expected) ? client : "wrong";
  };
}

/** A bot that we reach ourselves; `where` is its address without what is secret of it. */
export function clientAt(way: "post" | "reverse", where: string): Client {
  return { name: `${way} ${where}` };
}

/** Whoever plays an account from the console. */
export const seat: Client = { name: "console", isSeat: true };

function digest(token: string): Uint8Array {
  return new Bun.CryptoHasher("sha256").update(token).digest();
}
