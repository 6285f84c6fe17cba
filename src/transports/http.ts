/** Calls over HTTP: `/:action` by GET or POST (communication/http). */
import type { Answer, Dispatcher } from "../dispatcher.ts";
import type { Caller } from "../platform.ts";
import { NoReply, Refusal, retCodes } from "../protocol/reply.ts";
import type { Fields } from "../protocol/scalar.ts";
import { isFields } from "../protocol/scalar.ts";
import { HttpRefusal } from "./auth.ts";
import { encodeReply } from "./frame.ts";
import { parseJson } from "./json.ts";

/** Performs the call a request stands for; the path has one segment, the action. */
export async function respondToCall(
  request: Request,
  url: URL,
  { dispatcher, caller, action }: { dispatcher: Dispatcher; caller: Caller; action: string },
): Promise<Response> {
  const params = await readParams(request, url);
  if (params instanceof HttpRefusal) return params.toResponse();
  return toResponse(await dispatcher.dispatch({ action, params }, caller));
}

/** The params of a query, a form or a JSON body. */
async function readParams(request: Request, url: URL): Promise<Fields | HttpRefusal> {
  if (request.method === "GET") return Object.fromEntries(url.searchParams);
  const body = await request.text();
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  switch (type) {
    case "application/json":
      return body.trim() === "" ? {} : readJson(body);
    case "application/x-www-form-urlencoded":
      return Object.fromEntries(new URLSearchParams(body));
    case undefined:
    default:
      if (type === undefined && body === "") return {};
      return new HttpRefusal(
        406,
        `The Content-Type must be application/json or application/x-www-form-urlencoded, not ${type ?? "absent"}`,
      );
  }
}

function readJson(body: string): Fields | HttpRefusal {
  try {
    const { value } = parseJson(body);
    return isFields(value) ? value : new HttpRefusal(400, "The body must be a JSON object");
  } catch (error) {
    if (error instanceof Refusal) return new HttpRefusal(400, error.message);
    throw error;
  }
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
