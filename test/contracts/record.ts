/** Notes what the contract tests saw: what each action came to, and who was told of what. */
import type { Json } from "../support/client.ts";
import { admin, alice, aliceGroup, bob, bot, group } from "../support/server.ts";

const columns = ["works", 100, 102, 103] as const;
const roles = ["actor", "target", "other admin", "other member", "outsider"] as const;
type Role = (typeof roles)[number];

/** An action came out as it should, or an event did or did not reach somebody in a role. */
type Note =
  | { action: string; outcome: (typeof columns)[number] }
  | { event: string; role: Role; told: boolean };

const notes: Note[] = [];

export function recordOutcome(action: string, outcome: string | number): void {
  notes.push({ action, outcome: columns.find((column) => column === outcome) ?? "works" });
}

/** Notes, for each type of event that a call led to, who saw it and who did not. */
export function recordEvents({
  caller,
  about,
  seen,
}: {
  caller: number;
  about: readonly unknown[];
  seen: ReadonlyMap<number, Json[]>;
}): void {
  for (const [type, events] of Map.groupBy([...seen.values()].flat(), typeOf)) {
    const targets = new Set([...about, ...events.flatMap(namedIn)]);
    const place = events[0]?.["group_id"];
    for (const [viewer, received] of seen) {
      const told = received.some((event) => typeOf(event) === type);
      notes.push({ event: type, role: roleOf(viewer, { caller, targets, place }), told });
    }
  }
}

/** Whom an event is about: whose message, who is banned, who was poked. */
function namedIn(event: Json): unknown[] {
  return [event["target_id"], event["sender_id"], event["user_id"]];
}

const members: Readonly<Record<number, readonly number[]>> = {
  [group]: [bot, alice, bob, admin],
  [aliceGroup]: [bot, alice, bob],
};
const admins: Readonly<Record<number, readonly number[]>> = {
  [group]: [bot, admin],
  [aliceGroup]: [alice],
};

function roleOf(
  viewer: number,
  { caller, targets, place }: { caller: number; targets: ReadonlySet<unknown>; place: unknown },
): Role {
  if (viewer === caller) return "actor";
  if (targets.has(viewer)) return "target";
  const where = typeof place === "number" && place in members ? place : group;
  if (admins[where]?.includes(viewer)) return "other admin";
  return members[where]?.includes(viewer) ? "other member" : "outsider";
}

function typeOf(event: Json): string {
  const kind = ["message_type", "notice_type", "request_type"].find((key) => key in event) ?? "";
  const parts = [event["post_type"], event[kind], event["sub_type"]];
  // What is outside a group and what is inside it goes to different people.
  const place = event["sub_type"] === "poke" ? ("group_id" in event ? "group" : "friend") : "";
  return [...parts, place].filter(Boolean).join(".");
}

/** Everything noted so far, as two tables in Markdown. */
export function toTables(): string {
  const outcomes = notes.flatMap((note) => ("action" in note ? [note] : []));
  const events = notes.flatMap((note) => ("event" in note ? [note] : []));
  const actionRows = [...Map.groupBy(outcomes, ({ action }) => action)].map(([action, seen]) => [
    action,
    ...columns.map((column) => (seen.some(({ outcome }) => outcome === column) ? "yes" : "–")),
  ]);
  const eventRows = [...Map.groupBy(events, ({ event }) => event)].map(([event, seen]) => [
    event,
    ...roles.map((role) => verdict(seen.filter((note) => note.role === role))),
  ]);
  const byName = ([one = ""]: string[], [other = ""]: string[]) => one.localeCompare(other);
  return [
    toTable(["action", ...columns.map(String)], actionRows),
    toTable(["event", ...roles], eventRows.toSorted(byName)),
  ].join("\n\n");
}

/** Whether those in a role were told: all, nobody, or some; blank where there was nobody. */
function verdict(seen: readonly { told: boolean }[]): string {
  if (seen.length === 0) return "";
  if (seen.every(({ told }) => told)) return "yes";
  return seen.some(({ told }) => told) ? "some" : "–";
}

function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
