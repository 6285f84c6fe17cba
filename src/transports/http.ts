/** Calls over HTTP: `/:action` by GET or POST (communication/http). */
import type { Answer, Dispatcher } from "../dispatcher.ts";
import type { Caller } from "../platform.ts";
import { NoReply, Refusal, retCodes } from "../protocol/reply.ts";
import type { Fields } from "../protocol/scalar.ts";
import { isFields } from "../protocol/scalar.ts";
import { HttpRefusal } from "./auth.ts";
import { encodeReply } from "./frame.ts";
import { parseJson } from "./json.ts";
import type { Target } from "./target.ts";

/** Performs the call a request stands for; `onRead` is called between reading it and performing it. */
export async function respondToCall(
  request: Request,
  target: Target,
  {
    dispatcher,
    caller,
    action,
    onRead,
  }: { dispatcher: Dispatcher; caller: Caller; action: string; onRead: () => void },
): Promise<Response> {
  const params = await readParams(request, target);
  onRead();
  if (params instanceof HttpRefusal) return params.toResponse();
  return toResponse(await dispatcher.dispatch({ action, params }, caller));
}

/** The params of a query, a form or a JSON body. */
async function readParams(request: Request, { query }: Target): Promise<Fields | HttpRefusal> {
  if (request.method === "GET") return toParams(query);
  const body = await request.text();
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  switch (type) {
    case "application/json":
      return body.trim() === "" ? toParams(query) : readJson(body);
    case "application/x-www-form-urlencoded":
      return toParams(new URLSearchParams(body));
    case undefined:
    default:
      if (type === undefined && body === "") return toParams(query);
      return new HttpRefusal(
        406,
        `The Content-Type must be application/json or application/x-www-form-urlencoded, not ${type ?? "absent"}`,
      );
  }
}

/** The token is for us, and no param of any action. */
function toParams(pairs: URLSearchParams): Fields {
  if (pairs.size === 0) return {};
  const { access_token: _, ...params } = Object.fromEntries(pairs);
  return params;
}

function readJson(body: string): Fields | HttpRefusal {
  const { value } = parseJson(body);
  if (value instanceof Refusal) return new HttpRefusal(400, value.message);
  return isFields(value) ? value : new HttpRefusal(400, "The body must be a JSON object");
}

/** Everything that is an answer is 200; only an unknown action has a status of its own. */
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
