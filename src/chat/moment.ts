/** Where the clock of a scene goes, in seconds since 1970. */
import type { Clock } from "./script.ts";

const day = 86_400;

/** The time that `clock` means at a time of a zone; a time of day without a day is the next one. */
export function momentOf(
  clock: Extract<Clock, { time: string }>,
  { now, minutes }: { now: number; minutes: number },
): number {
  const ahead = minutes * 60;
  const midnight = Math.floor((now + ahead) / day) * day - ahead;
  const at = secondsOf(clock.time);
  switch (clock.day) {
    case undefined:
      return midnight + at > now ? midnight + at : midnight + day + at;
    case "today":
      return midnight + at;
    case "tomorrow":
      return midnight + day + at;
    default:
      return Date.parse(`${clock.day}T00:00:00Z`) / 1000 - ahead + at;
  }
}

function secondsOf(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}
