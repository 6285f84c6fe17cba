/** What a peer says it is, by the headers of its request. */
import { beginningOf } from "../beginning.ts";

const maxSoftware = 120;
// A name for people to read: nothing that a terminal or a list would act on.
const unprintable = /[^\x20-\x7e\u00a0-\uffff]/g;

/** Like `ZeroBot/1.6.3`; empty where it does not say. A name beats the library that dialled. */
export function softwareOf({ headers }: Request): string {
  const given = headers.get("x-client-name") ?? headers.get("user-agent") ?? "";
  return beginningOf(given, maxSoftware).replaceAll(unprintable, "").trim();
}
