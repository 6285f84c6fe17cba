/** Whom an @ may name: members of the group, bots first, and everyone. */
import type { ReceivedSegment } from "../../../protocol/entity.ts";
import type { Draft, Range } from "./draft.ts";

export interface Named {
  readonly user_id: number;
  readonly nickname: string;
  readonly card: string;
}

/** The @ that is being written, and what of the name is there already. */
export interface Query extends Range {
  readonly wanted: string;
}

const maxWanted = 20;

/** What is being named at the caret; undefined where nothing is. */
export function findQuery({ text, marks }: Draft, caret: number): Query | undefined {
  const [, name] = /(?:^|[^\w])@([^\s@]*)$/.exec(text.slice(0, caret)) ?? [];
  if (name === undefined || name.length > maxWanted) return undefined;
  const start = caret - name.length - 1;
  if (marks.some((mark) => mark.start <= start && start < mark.end)) return undefined;
  return { start, end: caret, wanted: name };
}

/** The members that are meant, by name, card or number: bots first, then names that begin so. */
export function findNamed<Person extends Named>(
  members: readonly Person[],
  { wanted, bots }: { wanted: string; bots: ReadonlySet<number> },
): Person[] {
  const part = wanted.toLowerCase();
  return members
    .map((member) => ({ member, rank: rankOf(member, { part, bots }) }))
    .filter(({ rank }) => rank >= 0)
    .sort((one, other) => one.rank - other.rank)
    .map(({ member }) => member);
}

export function toMention(
  qq: number | "all",
  name: string,
): { text: string; segment: ReceivedSegment } {
  return { text: `@${name}`, segment: { type: "at", data: { qq: String(qq) } } };
}

export function nameIn({ card, nickname, user_id }: Named): string {
  return card || nickname || String(user_id);
}

function rankOf(
  { user_id, nickname, card }: Named,
  { part, bots }: { part: string; bots: ReadonlySet<number> },
): number {
  const names = [card.toLowerCase(), nickname.toLowerCase(), String(user_id)];
  if (!names.some((name) => name.includes(part))) return -1;
  return (bots.has(user_id) ? 0 : 2) + (names.some((name) => name.startsWith(part)) ? 0 : 1);
}
