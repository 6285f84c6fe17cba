/** A bot that repeats the bots' lines of a scene: it waits for each deed of a person, and does what comes next. */
import { Cast, readWorld } from "../../src/chat/cast.ts";
import { Company } from "../../src/chat/company.ts";
import { toAct } from "../../src/chat/deed.ts";
import { referenceOf } from "../../src/chat/hope.ts";
import { Meaning } from "../../src/chat/meaning.ts";
import type { FindFile } from "../../src/chat/meaning.ts";
import { isDeed } from "../../src/chat/script.ts";
import type { Step } from "../../src/chat/script.ts";
import { Watch } from "../../src/chat/watch.ts";
import type { Entry } from "../../src/entry.ts";
import type { ReceivedSegment } from "../../src/protocol/entity.ts";
import { isFields } from "../../src/protocol/scalar.ts";
import type { Fields } from "../../src/protocol/scalar.ts";

/** Plays the bots' part of some steps; `begun` is called when it looks on; it does nothing before `go`. */
export async function repeat(
  steps: readonly Step[],
  {
    url,
    findFile,
    begun,
    go,
  }: { url: URL; findFile: FindFile; begun: () => void; go: Promise<void> },
): Promise<void> {
  using company = new Company({ url });
  const cast = new Cast(await readWorld(company));
  const meaning = new Meaning(cast, findFile);
  const watch = new Watch(company, { withSteering: true });
  await watch.begin();
  for (const bot of cast.bots) await company.enter(bot);
  begun();
  await go;
  let where: number | undefined;
  for (const { statement } of steps) {
    if (statement.is === "in") where = cast.group(statement.group);
    const steering = steeringOf[statement.is];
    if (steering) await heard(watch, (entry) => steering.test(made(entry) ?? ""));
    if (statement.is === "new-group") cast.addGroup(statement.id ?? 0, statement.name);
    if (statement.is === "new-person") cast.addPerson(statement.id ?? 0, statement.name);
    if (!isDeed(statement)) continue;
    const who = cast.person(statement.who);
    const label = "label" in statement ? statement.label : undefined;
    const isSteering = statement.is === "calls" && statement.action.startsWith(".sandbox.");
    if (cast.bots.has(who) && !isSteering) {
      const act = await toAct(statement, meaning, where);
      if (!act) throw new Error("A line has no place");
      const { data } = await company.call(who, act.action, fill(act.action, act.params));
      remember(meaning, label, isFields(data) ? data : {});
      continue;
    }
    const isMade = ({ account, call, steer }: Entry) =>
      account === who && (isSteering ? steer : (call ?? steer)) !== undefined;
    const entry = await heard(watch, isMade);
    const reply = (entry.call ?? entry.steer)?.reply;
    const data = isFields(reply) ? reply["data"] : undefined;
    remember(meaning, label, isFields(data) ? data : {});
    if (label !== undefined && made(entry) === ".sandbox.ask_friend")
      meaning.kinds.set(label, "friend");
  }
}

/** What a recording leaves out of a bot's message, a bot has to make up: a conversation that it forwards, a reply. */
function fill(action: string, { message, ...params }: Fields): Fields {
  // One that was refused and too long for the record.
  if (message === undefined && action.startsWith("send_")) return { message: "x", ...params };
  if (!Array.isArray(message)) return { message, ...params };
  const made = (message as ReceivedSegment[]).flatMap(({ type, data }): object[] => {
    if (type === "reply" && data["id"] === undefined) return [{ type, data: { id: "0" } }];
    if (type !== "forward" || data["id"] !== undefined) return [{ type, data }];
    return [{ type: "node", data: { user_id: "1", nickname: "n", content: "x" } }];
  });
  return { message: made, ...params };
}

function remember(
  meaning: Meaning,
  label: string | undefined,
  data: Record<string, unknown>,
): void {
  const call = { action: "", params: {}, client: "", reply: { data } };
  const found = referenceOf({ at: 0, account: 0, isMet: false, call });
  if (label !== undefined && found !== undefined) meaning.variables.set(label, found);
}

/** What lines that are nobody's do. */
const steeringOf: Readonly<Partial<Record<string, RegExp>>> = {
  clock: /clock$/,
  fault: /faults?$/,
  "new-person": /create_user$/,
  "new-group": /create_group$/,
};

function made({ steer }: Entry): string | undefined {
  return steer && "action" in steer ? steer.action : undefined;
}

async function heard(watch: Watch, isIt: (entry: Entry) => boolean): Promise<Entry> {
  for (;;) {
    const entry = await watch.next(5000);
    if (!entry) throw new Error("The peer has heard nothing for too long");
    if (isIt(entry)) return entry;
  }
}
