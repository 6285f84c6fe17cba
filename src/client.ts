/** Who may connect: tokens to clients (communication/authorization). */
import { timingSafeEqual } from "node:crypto";

/** A bot, by the name its token gives it. */
export interface Client {
  name: string;
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

function digest(token: string): Uint8Array {
  return new Bun.CryptoHasher("sha256").update(token).digest();
}
