/** The pictures, recordings, videos and files in messages: what scripts call them, and where they are. */
import type { Entry } from "../entry.ts";
import { isFields } from "../protocol/scalar.ts";
import { toSaid } from "./sight.ts";

export interface MediumIn {
  /** A name that leads nowhere else. */
  readonly name: string;
  readonly url: string;
}

export function mediaIn(entries: readonly Entry[]): MediumIn[] {
  const found = new Map<string, MediumIn>();
  for (const { event } of entries) {
    const segments = isFields(event) ? (toSaid(event)?.segments ?? []) : [];
    for (const { data } of segments) {
      const { file: name, url } = data;
      if (typeof name !== "string" || typeof url !== "string") continue;
      if (/^[\p{L}\p{N}_][\p{L}\p{N}_. -]*$/u.test(name) && /^https?:/.test(url))
        found.set(name, { name, url });
    }
  }
  return [...found.values()];
}
