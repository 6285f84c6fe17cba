/** What events and replies name by an address: pictures, recordings, videos and files of the platform. */
import type { Platform } from "../platform.ts";
import { HttpRefusal } from "./service.ts";
import type { Service } from "./service.ts";

/** The addresses cannot be guessed, so there is no gate. */
export function mediaService(platform: Platform): Service {
  return {
    offers: "",
    matches: ({ request, target }) =>
      request.method === "GET" && target.url.pathname.startsWith("/media/"),
    label: () => "/media",
    respond({ target }) {
      const found = platform.serve(target.url.pathname);
      if (found) return found;
      throw new HttpRefusal(404, "There is no such file");
    },
  };
}
