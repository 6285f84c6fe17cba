/** What events and replies name by an address: pictures, recordings, videos and files of the platform. */
import type { Platform } from "../platform.ts";
import { HttpRefusal } from "./service.ts";
import type { Service } from "./service.ts";

/** The addresses cannot be guessed, so there is no gate. */
export function mediaService(platform: Platform): Service {
  return {
    offers: "",
    matches: ({ request, target }) =>
      request.method === "GET" && /^\/(?:media|avatar)\//.test(target.url.pathname),
    label: () => "/media",
    respond({ request, target }) {
      const found = platform.serve(target.url.pathname);
      if (found) return isKnown(request, found) ? notModified(found) : found;
      throw new HttpRefusal(404, "There is no such file");
    },
  };
}

/** Whether the client has the very same already. */
function isKnown(request: Request, { headers }: Response): boolean {
  const etag = headers.get("etag");
  const known = request.headers.get("if-none-match")?.split(",") ?? [];
  return etag !== null && known.some((each) => each.trim().replace(/^W\//, "") === etag);
}

function notModified({ headers }: Response): Response {
  headers.delete("content-type");
  return new Response(null, { status: 304, headers });
}
