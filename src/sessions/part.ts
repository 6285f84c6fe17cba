/** How connections of one client share its events: each group, or person, is told to one of them. */

/** How many parts there are to be shared. */
export const parts = 16;

/** The part that an event belongs to: that of its group, or of whoever it is about. */
export function partOf(event: object): number {
  const { group_id, user_id, self_id } = event as {
    group_id?: number;
    user_id?: number;
    self_id: number;
  };
  return mix(group_id || user_id || self_id) % parts;
}

/** Who holds a part among some, so that few parts move where one comes or goes (rendezvous hashing). */
export function holderOf(part: number, ids: readonly number[]): number | undefined {
  const weighed = ids.map((id) => ({ id, weight: mix(id * parts + part) }));
  return weighed.sort((one, other) => other.weight - one.weight)[0]?.id;
}

function mix(value: number): number {
  return Number(BigInt(Bun.hash.wyhash(String(value))) & 0xff_ff_ff_ffn);
}
