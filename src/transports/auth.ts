/** Who may come in: tokens, and which web pages (communication/authorization). */
import type { Client } from "../clients/client.ts";
import type { Authenticate } from "../clients/clients.ts";
import { HttpRefusal } from "./service.ts";
import type { Target } from "./target.ts";

/** Where a request arrives and what is asked of it. */
export interface Gate {
  authenticate: Authenticate;
  /** Whether a token is asked for; where none is, pages of other sites must be kept out otherwise. */
  tokenRequired: boolean;
  allowedOrigins: readonly string[];
  allowedHosts: readonly string[];
}

/** Finds out who sends a request. Throws {@link HttpRefusal} where they may not come in. */
export function admit(request: Request, target: Target, gate: Gate): Client {
  const client = gate.authenticate(tokenOf(request, target));
  if (client === "missing") {
    throw new HttpRefusal(
      401,
      "An access token is required: send Authorization: Bearer TOKEN or ?access_token=TOKEN",
      { headers: { "www-authenticate": "Bearer" }, why: "noToken" },
    );
  }
  if (client === "wrong") {
    throw new HttpRefusal(403, "The access token is wrong", { why: "wrongToken" });
  }
  if (!gate.tokenRequired) refuseStrangers(request, target, gate);
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

/** Keeps out what only a token could let in: addresses under a name of somebody's own, and pages of other sites. */
function refuseStrangers(request: Request, { url }: Target, gate: Gate): void {
  refuseForeignHost(url, gate.allowedHosts);
  const { headers } = request;
  const origin = headers.get("origin");
  if (origin !== null && gate.allowedOrigins.includes(origin)) return;
  if (headers.get("sec-fetch-site") === "cross-site") {
    throw new HttpRefusal(403, "Pages of other sites may not call; set auth.access_token", {
      why: "site",
    });
  }
  // A picture or a link on another page sends no Origin, but mostly a Referer.
  const page = origin ?? headers.get("referer");
  if (page === null || !isForeign(page, url)) return;
  throw new HttpRefusal(
    403,
    `Pages of ${page.slice(0, 100)} may not connect; add it to allowed_origins, or set auth.access_token`,
    { why: "site" },
  );
}

/** A page may reach this machine under a name of its own (DNS rebinding), so only names that are known will do. */
export function refuseForeignHost({ hostname, host }: URL, allowedHosts: readonly string[]): void {
  if (isLoopback(hostname) || isAddress(hostname)) return;
  if (allowedHosts.includes(hostname) || allowedHosts.includes(host)) return;
  throw new HttpRefusal(
    403,
    `The Host ${hostname} is not known here; connect by an IP address or localhost, add it to allowed_hosts, or set auth.access_token`,
    { why: "host" },
  );
}

/** Whether an Origin or Referer is that of a page of another site. Values that no browser sends are not. */
function isForeign(origin: string, own: URL): boolean {
  if (origin === "null" || /^file:/i.test(origin)) return true;
  if (!/^https?:\/\//i.test(origin)) return false;
  const page = URL.parse(origin);
  return !page || (page.host !== own.host && !isLoopback(page.hostname));
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
