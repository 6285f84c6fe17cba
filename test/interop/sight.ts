/** What somebody else in the group sees. */
import type { Client, Json } from "../support/client.ts";

export interface Sight {
  /** What was not seen, for the complaint. */
  what: string;
  fields: Json;
  isIt?: (event: Json) => boolean;
  /** How long to wait for it; 5 s where absent. */
  ms?: number;
}

/** Waits for an event of a type that has these fields; rejects where none comes in time. */
export function see(
  witness: Client,
  type: string,
  { what, fields, isIt, ms = 5000 }: Sight,
): Promise<Json> {
  const wanted = Object.entries(fields);
  const search = async () => {
    for (;;) {
      const event = await witness.next(type);
      const fits = wanted.every(([key, value]) => event[key] === value);
      if (fits && (isIt?.(event) ?? true)) return event;
    }
  };
  return within(ms, search(), `Nobody else in the group saw the ${what}`);
}

/** Rejects with `complaint` where the promise has not settled in time. */
async function within<T>(ms: number, promise: Promise<T>, complaint: string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(complaint)), ms);
  return Promise.race([promise, late.promise]).finally(() => clearTimeout(timer));
}
