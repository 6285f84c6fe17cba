/** Why an address cannot be listened on, and what to do about it. */
import { say } from "./words/language.ts";
import { cannotListen, listening, otherFailure } from "./words/start.ts";
import type { Place } from "./words/start.ts";

const highest = 65_535;
const maxTries = 50;

/** Explains what `Bun.serve` threw; `key` is the table of the configuration, like `ws`. */
export function adviceFor(error: unknown, place: Place): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  const free = code === "EADDRINUSE" ? freePort(place) : place.port;
  const reason = Object.hasOwn(listening, code)
    ? listening[code as keyof typeof listening]({ ...place, free })
    : otherFailure(place, message);
  return say(cannotListen(place, say(reason)));
}

/** The next port that nobody has; 0, by which the system picks one, where none is near. */
function freePort({ host, port }: Place): number {
  for (let next = port + 1; next <= Math.min(port + maxTries, highest); next++) {
    try {
      Bun.listen({ hostname: host, port: next, socket: { data: () => undefined } }).stop(true);
      return next;
    } catch {
      // Somebody has this one, too.
    }
  }
  return 0;
}
