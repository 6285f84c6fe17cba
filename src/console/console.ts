/** The console: a page for people at the bots' own address, and what it shows that no bot may see. */
import type { Operation } from "../platform.ts";
import { admit, refuseForeignHost } from "../transports/auth.ts";
import type { Gate } from "../transports/auth.ts";
import { HttpRefusal } from "../transports/service.ts";
import type { Arrival, Service } from "../transports/service.ts";
import { describeActions } from "./actions.ts";
import type { ActionInfo } from "./actions.ts";
import { pageFiles } from "./files.ts";
import type { PageFile } from "./files.ts";
import { Stream } from "./stream.ts";
import type { StreamGround } from "./stream.ts";

const streamPath = "/console/stream";
const maxStreams = 16;

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob: data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const shielding = {
  "content-security-policy": policy,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** What a stream shows, and what its actions are made of. */
export interface ConsoleGround extends Omit<StreamGround, "actions"> {
  readonly operations: () => Iterable<readonly [name: string, operation: Operation]>;
}

/** The page needs no token, it holds no secret; its stream does. */
export function consoleService(sights: ConsoleGround, gate: Gate): Service {
  const streams = new Set<Stream>();
  let known: readonly ActionInfo[] | undefined;
  // They stay as they are while the server runs, and to read their schemas takes milliseconds.
  const actions = () => (known ??= describeActions(sights.operations()));
  const ground = { ...sights, actions };

  return {
    offers: "the console for browsers at /",
    gate,
    matches: ({ request, target }) =>
      target.path === "/" ? wantsPage(request) : /^\/console(?:\/|$)/.test(target.path),
    label: ({ path }) => (path === streamPath ? streamPath : "/console"),

    respond(arrival) {
      const { request, target } = arrival;
      if (target.path === streamPath) return openStream(arrival);
      if (request.method !== "GET" && request.method !== "HEAD")
        throw new HttpRefusal(405, "The console is read with GET", {
          headers: { allow: "GET, HEAD" },
        });
      if (!gate.tokenRequired) refuseForeignHost(target.url, gate.allowedHosts);
      return servePage(target.path);
    },
  };

  function openStream({ request, target, server }: Arrival): undefined {
    const { name, isOwner } = admit(request, target, gate);
    if (!isOwner)
      throw new HttpRefusal(
        403,
        `${name} may not see this: it is for the owner of auth.access_token`,
      );
    // Before the rest: a page that was refused asks again, without an upgrade, for the reason.
    if (streams.size >= maxStreams)
      throw new HttpRefusal(503, `${maxStreams} consoles are open already: close one`, {
        why: "crowd",
      });
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
      throw new HttpRefusal(426, "This is a WebSocket service: connect with ws://", {
        headers: { upgrade: "websocket", connection: "Upgrade" },
        why: "plain",
      });
    }
    const data = new Stream(ground, () => streams.delete(data));
    if (!server.upgrade(request, { data }))
      throw new HttpRefusal(400, "The WebSocket handshake is malformed");
    streams.add(data);
  }
}

/** Whether it is a browser that opens an address, and no bot. */
function wantsPage({ method, headers }: Request): boolean {
  return (
    (method === "GET" || method === "HEAD") &&
    headers.get("upgrade") === null &&
    (headers.get("accept") ?? "").includes("text/html")
  );
}

async function servePage(path: string): Promise<Response> {
  const { index, others } = await pageFiles();
  if (path === "/") return toResponse(index, "no-cache");
  if (path === "/console") return new Response(null, { status: 302, headers: { location: "/" } });
  const file = others.get(path);
  if (!file) throw new HttpRefusal(404, `The console has no ${path}`);
  return toResponse(file, path.endsWith(".svg") ? "no-cache" : "max-age=31536000, immutable");
}

function toResponse({ type, body }: PageFile, caching: string): Response {
  return new Response(body, {
    headers: { ...shielding, "content-type": type, "cache-control": caching },
  });
}
