/** Who and which groups there are: numbers by names, and names by numbers. */
import { names } from "../words/command.ts";
import type { Told } from "../words/language.ts";
import { say } from "../words/language.ts";
import { director } from "./company.ts";
import type { Speaker } from "./company.ts";
import type { Ref } from "./script.ts";

/** Somebody or a group that is not there. */
export class CastError extends Error {
  override readonly name = "CastError";

  constructor(told: Told) {
    super(say(told));
  }
}

export interface World {
  readonly users: readonly { user_id: number; nickname: string }[];
  readonly groups: readonly { group_id: number; group_name: string }[];
  /** The bot under test. */
  readonly bot: number;
}

const maxListed = 20;

export class Cast {
  readonly #people: Map<number, string>;
  readonly #groups: Map<number, string>;
  /** Those whose deeds are expected, not done. */
  readonly bots: Set<number>;

  constructor({ users, groups, bot }: World) {
    this.#people = new Map(users.map(({ user_id, nickname }) => [user_id, nickname]));
    this.#groups = new Map(groups.map(({ group_id, group_name }) => [group_id, group_name]));
    this.bots = new Set([bot]);
  }

  get people(): ReadonlyMap<number, string> {
    return this.#people;
  }

  get groups(): ReadonlyMap<number, string> {
    return this.#groups;
  }

  /** The number of somebody. Throws {@link CastError}. */
  person(ref: Ref): number {
    return find(ref, this.#people, names.unknownPerson);
  }

  /** The number of somebody; undefined where there is none, or more than one. */
  tryPerson(ref: Ref): number | undefined {
    try {
      return this.person(ref);
    } catch {
      return undefined;
    }
  }

  addPerson(person: number, name: string): void {
    this.#people.set(person, name);
  }

  addGroup(group: number, title: string): void {
    this.#groups.set(group, title);
  }

  /** The number of a group. Throws {@link CastError}. */
  group(ref: Ref): number {
    return find(ref, this.#groups, names.unknownGroup);
  }

  /** The same, with some who are known by their numbers alone. */
  without(ids: ReadonlySet<number>): Cast {
    const rest = new Cast({ users: [], groups: [], bot: 0 });
    rest.bots.clear();
    for (const bot of this.bots) rest.bots.add(bot);
    for (const [id, name] of this.#people) rest.#people.set(id, ids.has(id) ? String(id) : name);
    for (const [id, name] of this.#groups) rest.#groups.set(id, ids.has(id) ? String(id) : name);
    return rest;
  }

  /** What somebody is called, so that it finds them again. */
  nameOf(person: number): Ref {
    return callingOf(person, this.#people);
  }

  titleOf(group: number): Ref {
    return callingOf(group, this.#groups);
  }
}

/** Asks the server who there is. */
export async function readWorld(company: Speaker): Promise<World> {
  const world = await company.ask<Omit<World, "bot">>(director, ".sandbox.list");
  const { user_id: bot } = await company.ask<{ user_id: number }>(director, "get_login_info");
  return { ...world, bot };
}

type Names = ReadonlyMap<number, string>;

/** How a name is meant, the surest first. */
const looks: readonly ((name: string, given: string) => boolean)[] = [
  (name, given) => name === given,
  (name, given) => name.toLowerCase() === given.toLowerCase(),
  (name, given) => name.toLowerCase().startsWith(given.toLowerCase()),
];

function find(ref: Ref, known: Names, unknown: typeof names.unknownPerson): number {
  if (/^\d+$/.test(ref)) return Number(ref);
  const found =
    looks
      .map((isMeant) => [...known].filter(([, name]) => isMeant(name, ref)))
      .find((matches) => matches.length > 0) ?? [];
  const [first, ...others] = found;
  if (first && others.length === 0) return first[0];
  const listed = (entries: Iterable<[number, string]>) =>
    [...entries].slice(0, maxListed).map(([id, name]) => `${name} (${id})`);
  throw new CastError(first ? names.ambiguous(ref, listed(found)) : unknown(ref, listed(known)));
}

/** The name, unless another has it too, or it is a number: then the number. */
function callingOf(id: number, known: Names): Ref {
  const name = known.get(id) ?? "";
  const isShared = [...known].some(([other, each]) => other !== id && each === name);
  return name.trim() === "" || isShared || /^\d+$/.test(name) ? String(id) : name;
}
