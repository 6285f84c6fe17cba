/** Calls over HTTP: `/:action` by GET or POST (communication/http). */
import type { Dispatcher } from "../dispatcher.ts";
import type { Frames } from "../frames.ts";
import { ownerOf } from "../platform.ts";
import type { Caller } from "../platform.ts";
import { NoReply, Refusal, retCodes } from "../protocol/reply.ts";
import type { Fields } from "../protocol/scalar.ts";
import { isFields } from "../protocol/scalar.ts";
import { Shares } from "../share.ts";
import type { Bound } from "../share.ts";
import { allowOrigin } from "./auth.ts";
import { toCaller } from "./caller.ts";
import type { Reception } from "./caller.ts";
import type { Callers } from "./callers.ts";
import { encodeReply } from "./frame.ts";
import { parseJson } from "./json.ts";
import { HttpRefusal } from "./service.ts";
import type { Arrival, Service } from "./service.ts";
import { Tap } from "./tap.ts";
import { tellPath } from "./target.ts";

export interface HttpOptions extends Reception {
  /** How many calls of a client may be under way for an account, and of how many bytes. */
  readonly pending: Bound;
  /** The largest reply, in bytes. */
  readonly replyBytes: number;
  /** Those who call, for whoever looks on. */
  readonly callers: Callers;
  /** Where frames are kept, if they are to be. */
  readonly frames?: Frames | undefined;
}

const methods = "GET, POST, OPTIONS";
// As for JSON, a text of many small values takes far more memory read than as text.
const maxPairs = 200_000;
const looksLikeJson = /^\uFEFF?\s*(\{|null\s*$)/;

/** Everything that is an answer is 200; only an unknown action has a status of its own. */
export function httpService(dispatcher: Dispatcher, options: HttpOptions): Service {
  const pending = new Shares(options.pending);

  return {
    offers: "actions at /:action",
    gate: options.gate,
    matches: ({ target }) => target.action !== undefined,
    label: () => "/:action",

    respond(arrival) {
      const { request } = arrival;
      const isPreflight = request.method === "OPTIONS" && allowOrigin(request, options.gate);
      return isPreflight ? new Response(null, { status: 204 }) : respondToCall(arrival);
    },
  };

  async function respondToCall(arrival: Arrival): Promise<Response> {
    const { request, target, server } = arrival;
    if (request.method !== "GET" && request.method !== "POST")
      throw new HttpRefusal(405, "Actions are called by GET or POST", {
        headers: { allow: methods },
      });
    const whoever = toCaller(arrival, options);
    const { traffic, address } = options.callers.find(arrival, whoever);
    const caller = { ...whoever, traffic, ended: () => request.signal };
    const owner = ownerOf(caller);
    let size = Number(request.headers.get("content-length") ?? target.url.search.length);
    if (!pending.take(owner, size)) refuseCrowd(owner);
    const grow = (bytes: number) => {
      if (!pending.of(owner).grow(bytes)) refuseCrowd(owner);
      size += bytes;
    };
    try {
      const tap = tapOf(arrival, { caller, address });
      const params = await readParams(arrival, { caller, tap, grow });
      // Bun would end the connection while a slow action runs; a slow body is not waited for as long.
      server.timeout(request, 0);
      const action = target.action ?? "";
      const asked = tap?.asked(JSON.stringify({ action, params }), action);
      const answer = await dispatcher.dispatch({ action, params, size }, caller);
      if (answer instanceof NoReply) return new Response(brokenOff());
      const text = encodeReply(answer, undefined, options.replyBytes);
      if (asked !== undefined) tap?.answered(asked, { text, retcode: answer.retcode });
      return toResponse(text, answer.retcode);
    } finally {
      pending.give(owner, size);
    }
  }

  function refuseCrowd(owner: string): never {
    const sentence = `${pending.of(owner).told} are under way by HTTP already`;
    throw new HttpRefusal(429, `${sentence} (limits.pending_calls, limits.pending_bytes)`);
  }

  function tapOf(
    { target }: Arrival,
    { caller, address }: { caller: Caller; address: string },
  ): Tap | undefined {
    const { frames } = options;
    if (!frames) return undefined;
    const { account, client } = caller;
    const { name, isSeat } = client;
    const path = tellPath(target.path);
    const receiver = { client: name, path, address, ...(isSeat && { isSeat }) };
    return new Tap(frames, { account, receiver });
  }

  /** The params of the query and of a form or a JSON body, which wins: some senders use both. */
  async function readParams({ request, target }: Arrival, who: Who): Promise<Fields> {
    const params = toParams(target.query);
    if (request.method === "GET") return params;
    const body = await readBody(request, who.grow);
    if (body.trim() === "") return params;
    const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
    // ZeroBot sends JSON without saying so, and null where it has no params.
    switch (type ?? (looksLikeJson.test(body) ? "application/json" : "absent")) {
      case "application/json":
        return { ...params, ...readJson(body, who) };
      case "application/x-www-form-urlencoded":
        return { ...params, ...readForm(body, who) };
      default:
        throw new HttpRefusal(
          406,
          `The Content-Type must be application/json or application/x-www-form-urlencoded, not ${type ?? "absent"}`,
        );
    }
  }

  function readForm(body: string, who: Who): Fields {
    if (body.split("&", maxPairs + 1).length > maxPairs)
      refuseBody(body, who, new Refusal("badCall", `It holds more than ${maxPairs} values`));
    return toParams(new URLSearchParams(body));
  }

  function readJson(body: string, who: Who): Fields {
    const { value } = parseJson(body);
    if (value === null) return {};
    if (value instanceof Refusal) return refuseBody(body, who, value);
    if (isFields(value)) return withoutToken(value);
    return refuseBody(body, who, new Refusal("badCall", "The body must be a JSON object"));
  }

  function refuseBody(frame: string, { caller, tap }: Who, refusal: Refusal): never {
    tap?.refused(frame, refusal);
    dispatcher.refuse({ frame }, caller, refusal);
    throw new HttpRefusal(400, refusal.message);
  }
}

/** Who calls, and where that can be read. */
interface Who {
  readonly caller: Caller;
  readonly tap: Tap | undefined;
  /** Takes note of bytes that nobody told of before. Throws where there is no room. */
  readonly grow: (bytes: number) => void;
}

/** The text of a body; one that comes in chunks may be of any length, and counts as it comes. */
async function readBody(request: Request, grow: Who["grow"]): Promise<string> {
  if (request.headers.has("content-length")) return request.text();
  const parts: Uint8Array[] = [];
  for await (const part of request.body ?? []) {
    grow(part.byteLength);
    parts.push(part);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}

function toParams(pairs: URLSearchParams): Fields {
  return pairs.size === 0 ? {} : withoutToken(Object.fromEntries(pairs));
}

/** The token is for us, and no param of any action. */
function withoutToken(given: Fields): Fields {
  if (!("access_token" in given)) return given;
  const { access_token: _, ...params } = given;
  return params;
}

function toResponse(text: string, retcode: number): Response {
  const [unknown] = retCodes.unknownAction;
  return new Response(text, {
    status: retcode === unknown ? 404 : 200,
    headers: { "content-type": "application/json;charset=utf-8", "cache-control": "no-store" },
  });
}

/** A body that ends in an error makes the server drop the connection. */
function brokenOff(): ReadableStream {
  return new ReadableStream({
    pull: (controller) => controller.error(new Error("Dropped by a fault")),
  });
}
