/** Who may come in: tokens, and which web pages (communication/authorization). */
import type { Authenticate, Client } from "../client.ts";
import { HttpRefusal } from "./service.ts";
import type { Target } from "./target.ts";

/** Where a request arrives and what is asked of it. */
export interface Gate {
  authenticate: Authenticate;
  /** Whether a token is asked for; where none is, pages of other sites must be kept out otherwise. */
  tokenRequired: boolean;
  host: string;
  allowedOrigins: readonly string[];
}

/** Finds out who sends a request. Throws {@link HttpRefusal} where they may not come in. */
export function admit(request: Request, target: Target, gate: Gate): Client {
  const client = gate.authenticate(tokenOf(request, target));
  if (client === "missing") {
    throw new HttpRefusal(
      401,
      "An access token is required: send Authorization: Bearer TOKEN or ?access_token=TOKEN",
    );
  }
  if (client === "wrong") throw new HttpRefusal(403, "The access token is wrong");
  if (!gate.tokenRequired) refuseForeignPage(request, target, gate);
  return client;
}

/** Koishi writes `Token`, SealDice nothing, before the token; an empty token is none. */
function tokenOf(request: Request, { query }: Target): string | undefined {
  const header = request.headers
    .get("authorization")
    ?.replace(/^(?:bearer|token)(?:\s+|$)/i, "")
    .trim();
  return header || query.get("access_token") || undefined;
}

/**
 * A page on another site may not drive a bot on this machine, by its Origin (cross-site WebSocket hijacking)
 * or by a name of its own for this address (DNS rebinding). Values that no browser sends pass.
 */
function refuseForeignPage(request: Request, { url }: Target, gate: Gate): void {
  const { hostname } = url;
  if (isLoopback(gate.host) && !isLoopback(hostname) && !isAddress(hostname)) {
    throw new HttpRefusal(
      403,
      `The Host ${hostname} is not this machine; connect to ${gate.host}, or set auth.access_token`,
    );
  }
  const origin = request.headers.get("origin");
  // A picture or a link on another page sends no Origin, but browsers say where it comes from.
  if (origin === null && request.headers.get("sec-fetch-site") === "cross-site") {
    throw new HttpRefusal(403, "Pages of other sites may not call; set auth.access_token");
  }
  if (origin === null || (origin !== "null" && !/^https?:\/\//i.test(origin))) return;
  if (gate.allowedOrigins.includes(origin)) return;
  const page = URL.parse(origin);
  if (page && (page.host === url.host || isLoopback(page.hostname))) return;
  throw new HttpRefusal(
    403,
    `Pages of ${origin} may not connect; add it to allowed_origins, or set auth.access_token`,
  );
}

/** The headers that let a page of an allowed origin read the answer; undefined for any other. */
export function allowOrigin(request: Request, gate: Gate): Record<string, string> | undefined {
  const origin = request.headers.get("origin");
  if (origin === null || !gate.allowedOrigins.includes(origin)) return undefined;
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-headers": "authorization, content-type, x-self-id",
    "access-control-allow-methods": "GET, POST",
    vary: "origin",
  };
}

/** Whether a host name or address means this machine only. */
export function isLoopback(host: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[?::1\]?)$/i.test(host);
}

function isAddress(host: string): boolean {
  return host.startsWith("[") || /^\d+(?:\.\d+){3}$/.test(host);
}
