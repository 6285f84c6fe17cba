import { say } from "./words/language.ts";
/** Why an address cannot be listened on, and what to do about it. */
import { cannotListen, listening, otherFailure } from "./words/start.ts";
import type { Place } from "./words/start.ts";

/** Explains what `Bun.serve` threw; `key` is the table of the configuration, like `ws`. */
export function adviceFor(error: unknown, place: Place): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  const reason = Object.hasOwn(listening, code)
    ? listening[code as keyof typeof listening](place)
    : otherFailure(place, message);
  return say(cannotListen(place, say(reason)));
}
