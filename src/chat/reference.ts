/** What later things in a recording refer to, and the labels these get: messages, requests, faults. */
import type { Entry } from "../entry.ts";
import { isFields } from "../protocol/scalar.ts";
import type { Fields } from "../protocol/scalar.ts";
import { isRead } from "./normal.ts";
import { toSaid } from "./sight.ts";
import { written } from "./written.ts";

export type Kind = "message" | "request" | "fault";

export class References {
  readonly #labels = new Map<string, string>();
  readonly #friendships: ReadonlySet<string>;

  constructor(entries: readonly Entry[]) {
    const wanted = new Set(entries.flatMap(referencesIn));
    this.#friendships = new Set(
      entries.flatMap(({ steer }) =>
        steer && "action" in steer && steer.action === ".sandbox.ask_friend"
          ? [written(dataOf(steer.reply)?.["flag"])]
          : [],
      ),
    );
    const text = JSON.stringify(entries);
    let last = 0;
    // In the order in which they are made: what was made before the recording has none.
    for (const key of entries.flatMap(madeIn)) {
      if (!wanted.has(key) || this.#labels.has(key)) continue;
      // Where somebody says {m1}, the label is no m1: it would be filled in. A number would be taken for an id.
      do last++;
      while (text.includes(`{${key[0]}${last}}`));
      this.#labels.set(key, `${key[0]}${last}`);
    }
  }

  /** Whether a request is one to be friends. */
  isFriendship(flag: string): boolean {
    return this.#friendships.has(flag);
  }

  isLabel(text: string): boolean {
    return [...this.#labels.values()].includes(text);
  }

  /** The label of something that is referred to; undefined where it is not, or was made before. */
  labelOf(kind: Kind, id: string): string | undefined {
    return this.#labels.get(`${kind} ${id}`);
  }
}

/** Which param refers to what. */
export const referring: Readonly<Record<string, Kind>> = { message_id: "message", flag: "request" };

function referencesIn({ event, call, steer }: Entry): string[] {
  if (isFields(event)) {
    const replies = toSaid(event)?.segments.filter(({ type }) => type === "reply") ?? [];
    return replies.map(({ data }) => `message ${written(data["id"])}`);
  }
  const made = call ?? steer;
  if (!made || "frame" in made || isRead(made.action) || !isFields(made.params)) return [];
  const { params } = made;
  if (made.action === ".sandbox.clear_faults" && params["id"] !== undefined)
    return [`fault ${written(params["id"])}`];
  return Object.entries(referring)
    .filter(([key]) => params[key] !== undefined)
    .map(([key, kind]) => `${kind} ${written(params[key])}`);
}

function madeIn({ event, call, steer }: Entry): string[] {
  if (isFields(event)) {
    const said = toSaid(event);
    return said ? [`message ${said.id}`] : [];
  }
  const data = dataOf(call?.reply) ?? dataOf(steer?.reply) ?? {};
  const { message_id, flag, id } = data;
  return [
    ...(message_id === undefined ? [] : [`message ${written(message_id)}`]),
    ...(flag === undefined ? [] : [`request ${written(flag)}`]),
    ...(id === undefined || !steer ? [] : [`fault ${written(id)}`]),
  ];
}

function dataOf(reply: unknown): Fields | undefined {
  const data = isFields(reply) ? reply["data"] : undefined;
  return isFields(data) ? data : undefined;
}
