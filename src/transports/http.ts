/** Calls over HTTP: `/:action` by GET or POST (communication/http). */
import type { Answer, Dispatcher } from "../dispatcher.ts";
import type { Caller } from "../platform.ts";
import { NoReply, Refusal, retCodes } from "../protocol/reply.ts";
import type { Fields } from "../protocol/scalar.ts";
import { isFields } from "../protocol/scalar.ts";
import { allowOrigin } from "./auth.ts";
import { toCaller } from "./caller.ts";
import type { Reception } from "./caller.ts";
import { encodeReply } from "./frame.ts";
import { parseJson } from "./json.ts";
import { HttpRefusal } from "./service.ts";
import type { Arrival, Service } from "./service.ts";

/** Everything that is an answer is 200; only an unknown action has a status of its own. */
export function httpService(dispatcher: Dispatcher, reception: Reception): Service {
  return {
    offers: "actions at /:action",
    gate: reception.gate,
    matches: ({ target }) => target.action !== undefined,
    label: () => "/:action",

    respond(arrival) {
      const { request } = arrival;
      const isPreflight = request.method === "OPTIONS" && allowOrigin(request, reception.gate);
      return isPreflight ? new Response(null, { status: 204 }) : respondToCall(arrival);
    },
  };

  async function respondToCall(arrival: Arrival): Promise<Response> {
    const { request, target, server } = arrival;
    if (request.method !== "GET" && request.method !== "POST")
      throw new HttpRefusal(404, "Actions are called by GET or POST");
    const caller = { ...toCaller(arrival, reception), ended: () => request.signal };
    const params = await readParams(arrival, caller);
    // Bun would end the connection while a slow action runs; a slow body is not waited for as long.
    server.timeout(request, 0);
    return toResponse(await dispatcher.dispatch({ action: target.action ?? "", params }, caller));
  }

  /** The params of a query, a form or a JSON body. */
  async function readParams({ request, target }: Arrival, caller: Caller): Promise<Fields> {
    const { query } = target;
    if (request.method === "GET") return toParams(query);
    const body = await request.text();
    const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
    switch (type) {
      case "application/json":
        return body.trim() === "" ? toParams(query) : readJson(body, caller);
      case "application/x-www-form-urlencoded":
        return toParams(new URLSearchParams(body));
      case undefined:
      default:
        if (type === undefined && body === "") return toParams(query);
        throw new HttpRefusal(
          406,
          `The Content-Type must be application/json or application/x-www-form-urlencoded, not ${type ?? "absent"}`,
        );
    }
  }

  function readJson(frame: string, caller: Caller): Fields {
    const { value } = parseJson(frame);
    if (isFields(value) && !(value instanceof Refusal)) return value;
    const refusal =
      value instanceof Refusal ? value : new Refusal("badCall", "The body must be a JSON object");
    dispatcher.refuse({ frame }, caller, refusal);
    throw new HttpRefusal(400, refusal.message);
  }
}

/** The token is for us, and no param of any action. */
function toParams(pairs: URLSearchParams): Fields {
  if (pairs.size === 0) return {};
  const { access_token: _, ...params } = Object.fromEntries(pairs);
  return params;
}

function toResponse(answer: Answer): Response {
  if (answer instanceof NoReply) return new Response(brokenOff());
  const [unknown] = retCodes.unknownAction;
  return new Response(encodeReply(answer, undefined), {
    status: answer.retcode === unknown ? 404 : 200,
    headers: { "content-type": "application/json;charset=utf-8" },
  });
}

/** A body that ends in an error makes the server drop the connection. */
function brokenOff(): ReadableStream {
  return new ReadableStream({
    pull: (controller) => controller.error(new Error("Dropped by a fault")),
  });
}
