/** For how long somebody was muted: the platform tells only until when, so it is what was left when it was first seen. */
import type { Member } from "../../../protocol/entity.ts";

const maxKnown = 1000;
const lengths = new Map<string, number>();

/** In seconds, at least what is left. */
export function muteLength({ group_id, user_id, shut_up_timestamp }: Member, left: number): number {
  const key = `${group_id}/${user_id}/${shut_up_timestamp}`;
  const length = Math.max(lengths.get(key) ?? 0, left);
  lengths.set(key, length);
  const [oldest] = lengths.keys();
  if (lengths.size > maxKnown && oldest !== undefined) lengths.delete(oldest);
  return length;
}
