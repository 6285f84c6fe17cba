/** Who and which groups there are, so that they can be named in the place of their numbers. */
import { names } from "../words/command.ts";
import { Failure } from "./command.ts";
import { ask } from "./connect.ts";

/** Names by number. */
type Names = ReadonlyMap<number, string>;

/** Somebody, or a group, and one name of theirs. */
type Named = readonly [id: number, name: string];

const maxListed = 20;

export class Directory {
  readonly people: Names;
  readonly groups: Names;
  readonly #askCards: () => Promise<Named[]>;
  #cards: Promise<Named[]> | undefined;

  /** `askCards` gives what people are called in groups; it is asked once, where no nickname is meant. */
  constructor(people: Names, groups: Names, askCards: () => Promise<Named[]>) {
    this.people = people;
    this.groups = groups;
    this.#askCards = askCards;
  }

  /**
   * The number of somebody, given by number, nickname, card in a group, or a part of one. Rejects with a
   * {@link Failure} where nobody or several may be meant.
   */
  async person(given: string): Promise<number> {
    const people = [...this.people];
    const sure = isNumber(given) ? Number(given) : findSure(given, people);
    if (sure !== undefined) return sure;
    const cards = await (this.#cards ??= this.#askCards());
    return find(given, [...people, ...cards]) ?? refuse(given, people, names.unknownPerson);
  }

  group(given: string): number {
    if (isNumber(given)) return Number(given);
    const groups = [...this.groups];
    return find(given, groups) ?? refuse(given, groups, names.unknownGroup);
  }

  nameOf(person: number): string {
    return this.people.get(person) ?? String(person);
  }

  titleOf(group: number): string {
    return this.groups.get(group) ?? String(group);
  }
}

/** Whether a text is a number already. */
export function isNumber(text: string): boolean {
  return /^-?\d+$/.test(text);
}

/** Asks the server who there is: everybody where it is a sandbox, else whom the account knows. */
export async function openDirectory(socket: WebSocket): Promise<Directory> {
  const list = async (action: string, params?: object) => {
    const { data } = await ask(socket, action, params);
    return Array.isArray(data) ? (data as Row[]) : [];
  };
  const askMembers = async () => {
    const members: Row[] = [];
    for (const { group_id } of await list("get_group_list"))
      members.push(...(await list("get_group_member_list", { group_id })));
    return members;
  };
  const world = await ask(socket, ".sandbox.list");
  if (world.status === "ok") {
    const { users, groups } = world.data as World;
    return new Directory(toNames(users, "user_id", "nickname"), toTitles(groups), async () =>
      toCards(await askMembers()),
    );
  }
  const groups = await list("get_group_list");
  const members = await askMembers();
  const people = [...(await list("get_friend_list")), ...members];
  return new Directory(toNames(people, "user_id", "nickname"), toTitles(groups), () =>
    Promise.resolve(toCards(members)),
  );
}

type Row = Readonly<Record<string, unknown>>;
interface World {
  users: Row[];
  groups: Row[];
}

function toTitles(rows: readonly Row[]): Names {
  return toNames(rows, "group_id", "group_name");
}

function toNames(rows: readonly Row[], id: string, name: string): Names {
  return new Map(rows.map((row) => [Number(row[id]), String(row[name])]));
}

function toCards(rows: readonly Row[]): Named[] {
  return rows.flatMap(({ user_id, card }) =>
    typeof card === "string" && card !== "" ? [[Number(user_id), card]] : [],
  );
}

/** How a name is meant by a text, the surest first. */
const sureLooks = [
  (name: string, given: string) => name === given,
  (name: string, given: string) => name.toLowerCase() === given.toLowerCase(),
];
const looks = [
  ...sureLooks,
  (name: string, given: string) => name.toLowerCase().startsWith(given.toLowerCase()),
  (name: string, given: string) => name.toLowerCase().includes(given.toLowerCase()),
];

function findSure(given: string, known: readonly Named[]): number | undefined {
  return find(given, known, sureLooks);
}

/** The one who is meant, undefined where nobody is. Throws where several may be. */
function find(given: string, known: readonly Named[], by = looks): number | undefined {
  const found =
    by
      .map((isMeant) => known.filter(([, name]) => isMeant(name, given)))
      .find((matches) => matches.length > 0) ?? [];
  const ids = new Set(found.map(([id]) => id));
  if (ids.size > 1) throw new Failure("wrongUse", names.ambiguous(given, listed(found)));
  return found[0]?.[0];
}

function refuse(
  given: string,
  known: readonly Named[],
  unknown: typeof names.unknownPerson,
): never {
  throw new Failure("wrongUse", unknown(given, listed(known)));
}

function listed(known: readonly Named[]): string[] {
  return known.slice(0, maxListed).map(([id, name]) => `${name} (${id})`);
}
