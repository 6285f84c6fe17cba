/** Who and which groups there are, so that they can be named in the place of their numbers. */
import { names } from "../words/command.ts";
import { Failure } from "./command.ts";
import { ask, connect } from "./connect.ts";
import type { ConnectArgs } from "./connect.ts";

/** Names by number. */
type Names = ReadonlyMap<number, string>;

const maxListed = 20;

export class Directory {
  readonly people: Names;
  readonly groups: Names;

  constructor(people: Names, groups: Names) {
    this.people = people;
    this.groups = groups;
  }

  /** The number of somebody, given by number or name. Throws {@link Failure} where none or several have that name. */
  person(given: string): number {
    return find(given, this.people, names.unknownPerson);
  }

  group(given: string): number {
    return find(given, this.groups, names.unknownGroup);
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
export async function openDirectory(args: ConnectArgs): Promise<Directory> {
  const socket = await connect("/api", args);
  const list = async (action: string, params?: object) => {
    const { data } = await ask(socket, action, params);
    return Array.isArray(data) ? (data as Row[]) : [];
  };
  try {
    const world = await ask(socket, ".sandbox.list");
    if (world.status === "ok") return fromWorld(world.data as World);
    const groups = await list("get_group_list");
    const people = await list("get_friend_list");
    for (const { group_id } of groups)
      people.push(...(await list("get_group_member_list", { group_id })));
    return new Directory(toNames(people, "user_id", "nickname"), toTitles(groups));
  } finally {
    socket.close(1000);
  }
}

type Row = Readonly<Record<string, unknown>>;
interface World {
  users: Row[];
  groups: Row[];
}

function fromWorld({ users, groups }: World): Directory {
  return new Directory(toNames(users, "user_id", "nickname"), toTitles(groups));
}

function toTitles(rows: readonly Row[]): Names {
  return toNames(rows, "group_id", "group_name");
}

function toNames(rows: readonly Row[], id: string, name: string): Names {
  return new Map(rows.map((row) => [Number(row[id]), String(row[name])]));
}

/** How a name is meant by a text, the surest first. */
const looks: readonly ((name: string, given: string) => boolean)[] = [
  (name, given) => name === given,
  (name, given) => name.toLowerCase() === given.toLowerCase(),
  (name, given) => name.toLowerCase().startsWith(given.toLowerCase()),
];

function find(given: string, known: Names, unknown: typeof names.unknownPerson): number {
  if (isNumber(given)) return Number(given);
  const found =
    looks
      .map((isMeant) => [...known].filter(([, name]) => isMeant(name, given)))
      .find((matches) => matches.length > 0) ?? [];
  const [first, ...others] = found;
  if (first && others.length === 0) return first[0];
  const listed = (entries: [number, string][]) =>
    entries.slice(0, maxListed).map(([id, name]) => `${name} (${id})`);
  throw new Failure(
    "wrongUse",
    first ? names.ambiguous(given, listed(found)) : unknown(given, listed([...known])),
  );
}
