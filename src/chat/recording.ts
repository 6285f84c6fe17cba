/** From what went on to a script that plays it again: people do what they did, and bots are expected to. Pure. */
import type { Entry } from "../entry.ts";
import type { ReceivedSegment } from "../protocol/entity.ts";
import { isFields } from "../protocol/scalar.ts";
import type { Fields } from "../protocol/scalar.ts";
import type { Cast } from "./cast.ts";
import { deedOf } from "./deed-of.ts";
import { toScriptText } from "./match.ts";
import { isCut, isRead, plainSegments } from "./normal.ts";
import { References } from "./reference.ts";
import type { Say, Script, Statement } from "./script.ts";
import { toSaid } from "./sight.ts";
import type { Said } from "./sight.ts";

export interface RecordingOptions {
  readonly title: string;
  /** Who and which groups there are, and who of them are bots. */
  readonly cast: Cast;
  /** Those of them that are in the world of the configuration; all, where that is not known. */
  readonly known?: { readonly people: ReadonlySet<number>; readonly groups: ReadonlySet<number> };
}

/** Writes down what went on, as one scene. */
export function toScript(
  entries: readonly Entry[],
  { title, cast, known }: RecordingOptions,
): Script {
  const scribe = new Scribe(entries, cast.without(renamedIn(entries)));
  for (const entry of entries) scribe.write(entry);
  const { statements } = scribe;
  const strangers = known ? scribe.strangers(known) : [];
  const steps = [...strangers, ...statements].map((statement, at) => ({ line: at + 2, statement }));
  const bots = [...cast.bots].map((who) => cast.nameOf(who)).filter((_, at) => at > 0);
  const head = bots.map((who) => ({ line: 1, statement: { is: "bot" as const, who } }));
  return { head, scenes: [{ title: title.replaceAll(/\s+/g, " ").trim() || "?", line: 1, steps }] };
}

/** Those whose names have changed meanwhile: at the beginning they are not found by what they are called now. */
function renamedIn(entries: readonly Entry[]): ReadonlySet<number> {
  const renamed = entries.flatMap(({ account, call, steer }) => {
    const made = call ?? steer;
    if (!made || "frame" in made || !isFields(made.params)) return [];
    if (!/^(?:set_group_name|set_qq_profile|\.sandbox\.update_(?:user|group))$/.test(made.action))
      return [];
    const { group_id, user_id } = made.params;
    return [Number(group_id ?? user_id ?? account)];
  });
  return new Set(renamed);
}

class Scribe {
  readonly statements: Statement[] = [];
  readonly #cast: Cast;
  readonly #references: References;
  /** Messages that are written already, by the events that told of them. */
  readonly #written = new Set<number>();
  readonly #made = { people: new Set<number>(), groups: new Set<number>() };
  readonly #met = { people: new Set<number>(), groups: new Set<number>() };
  #where: number | undefined;

  constructor(entries: readonly Entry[], cast: Cast) {
    this.#cast = cast;
    this.#references = new References(entries);
  }

  write({ account, event, call, steer }: Entry): void {
    if (isFields(event)) this.#writeEvent(event);
    const made = call ?? steer;
    if (!made || "frame" in made) return;
    const reply = isFields(made.reply) ? made.reply : undefined;
    const params = isFields(made.params) ? made.params : {};
    this.#writeCall({ account, action: made.action, params, reply });
  }

  /** The people and groups that take part and are not in the world of the configuration. */
  strangers({ people, groups }: NonNullable<RecordingOptions["known"]>): Statement[] {
    const cast = this.#cast;
    const missing = <Kind extends "people" | "groups">(kind: Kind, there: ReadonlySet<number>) =>
      [...this.#met[kind]].filter(
        (id) => !there.has(id) && !this.#made[kind].has(id) && cast[kind].has(id),
      );
    return [
      ...missing("people", people).map((id) => ({
        is: "new-person" as const,
        name: cast.people.get(id) ?? String(id),
        id,
        params: [],
      })),
      ...missing("groups", groups).map((id) => ({
        is: "new-group" as const,
        name: cast.groups.get(id) ?? String(id),
        id,
        params: [],
      })),
    ];
  }

  /** What was said is written where it is first told of. */
  #writeEvent(event: Fields): void {
    const said = toSaid(event);
    if (!said || this.#written.has(said.id) || !this.#cast.people.has(said.who)) return;
    const isBot = this.#cast.bots.has(said.who);
    const segments = plainSegments(said.segments, { isBot, references: this.#references });
    if (!segments) return;
    this.#written.add(said.id);
    this.#say(said, segments);
  }

  #say(said: Said, segments: ReceivedSegment[]): void {
    const { id, who, where } = said;
    const [first, ...rest] = segments;
    const answered = first?.type === "reply" && rest.length > 0 ? first.data["id"] : undefined;
    const isAnswer = typeof answered === "string" && this.#references.isLabel(answered);
    const text = toScriptText(isAnswer ? rest : segments, this.#cast);
    const label = this.#references.labelOf("message", String(id));
    const place = this.#place(where);
    this.#met.people.add(who);
    const say: Say = {
      is: "say",
      who: this.#cast.nameOf(who),
      ...(label === undefined ? {} : { label }),
      ...place,
      ...(isAnswer && text.trim() !== "" ? { replyTo: answered } : {}),
      content: { text },
    };
    this.statements.push(say);
  }

  /** Where something is said, after a line that says in which group where that has changed. */
  #place(where: Said["where"]): Pick<Say, "to"> {
    if ("person" in where) {
      this.#met.people.add(where.person);
      return { to: { person: this.#cast.nameOf(where.person) } };
    }
    this.#met.groups.add(where.group);
    if (where.group !== this.#where) {
      this.statements.push({ is: "in", group: this.#cast.titleOf(where.group) });
      this.#where = where.group;
    }
    return {};
  }

  #writeCall(made: {
    account: number;
    action: string;
    params: Fields;
    reply: Fields | undefined;
  }): void {
    const { account, action, params, reply } = made;
    const isRefused = reply?.["status"] === "failed";
    const data = isFields(reply?.["data"]) ? reply["data"] : {};
    const isWritten = this.#written.has(Number(data["message_id"]));
    // A message that is lost to whoever sent it is told of all the same.
    const isLost = reply === undefined && action.startsWith("send_") && this.statements.length > 0;
    if (isRead(action) || (!isRefused && (isWritten || isLost))) return;
    const isBot = this.#cast.bots.has(account);
    const kept = Object.fromEntries(Object.entries(params).filter(([, value]) => !isCut(value)));
    const isWhole = Object.keys(kept).length === Object.keys(params).length;
    this.#met.people.add(account);
    const options = { cast: this.#cast, references: this.#references, isBot };
    const statement = deedOf({ ...made, params: kept, data }, options);
    if (!statement || (!isBot && !isWhole)) {
      const name = this.#cast.nameOf(account);
      this.statements.push({
        is: "remark",
        text: `${name} called ${action}, which cannot be repeated`,
      });
      return;
    }
    if (statement.is === "new-person" && statement.id !== undefined)
      this.#made.people.add(statement.id);
    if (statement.is === "new-group" && statement.id !== undefined)
      this.#made.groups.add(statement.id);
    this.statements.push(statement);
    if (isRefused)
      this.statements.push({ is: "refused", content: { text: String(Number(reply["retcode"])) } });
  }
}
