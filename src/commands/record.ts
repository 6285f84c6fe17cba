/** `onebot record`: writes what goes on at a server as a scene that plays it again. */
import { dirname, join } from "node:path";

import { Cast, readWorld } from "../chat/cast.ts";
import { Company } from "../chat/company.ts";
import { mediaIn } from "../chat/media-in.ts";
import { toScript } from "../chat/recording.ts";
import { parseSpan } from "../chat/span.ts";
import { Watch } from "../chat/watch.ts";
import { write } from "../chat/write.ts";
import { loadConfig } from "../config/file.ts";
import type { Entry } from "../entry.ts";
import { outcomes } from "../words/command.ts";
import { helps, summaries } from "../words/help.ts";
import { say } from "../words/language.ts";
import { recordWords as words } from "../words/play.ts";
import { Failure } from "./command.ts";
import type { Command } from "./command.ts";
import { connectOptions, reach } from "./connect.ts";
import { readWords } from "./options.ts";
import { print } from "./standard-output.ts";

const options = {
  ...connectOptions,
  from: { type: "string" },
  for: { type: "string" },
  title: { type: "string" },
  force: { type: "boolean" },
} as const;

/** Milliseconds between two looks at whether it is to end. */
const lookInterval = 500;
/** As many entries as the record keeps. */
const maxEntries = 20_000;

export const record: Command = {
  summary: summaries.record,
  help: helps.record,

  async run(args) {
    const { values, positionals } = readWords(args, options);
    const [file, extra] = positionals;
    if (extra !== undefined) throw new Failure("wrongUse", words.oneFile);
    const from = values.from === undefined ? undefined : toCursor(values.from);
    const ms = values.for === undefined ? Number.POSITIVE_INFINITY : parseSpan(values.for);
    if (ms === undefined) throw new Failure("wrongUse", words.badSpan(values.for ?? ""));
    if (file !== undefined && !values.force && (await Bun.file(file).exists()))
      throw new Failure("refused", outcomes.exists(file));
    using company = new Company(await reach(values));
    const world = await readWorld(company);
    const entries = await collect(company, { from, ms });
    // Whoever came meanwhile has a name, too, unless the server is gone.
    const cast = new Cast(await readWorld(company).catch(() => world));
    const title = values.title ?? words.title(new Date().toISOString().slice(0, 16));
    const known = await readKnown();
    const script = write(
      toScript(entries, { title: typeof title === "string" ? title : say(title), cast, ...known }),
    );
    if (file === undefined) {
      print(script.trimEnd());
      return 0;
    }
    await writeBeside(file, script, entries);
    console.error(say(words.wrote(file)));
    return 0;
  },
};

function toCursor(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Failure("wrongUse", words.badCursor(text));
}

/** What goes on, until so much time is over or the user ends it. */
async function collect(
  company: Company,
  { from, ms }: { from: number | undefined; ms: number },
): Promise<Entry[]> {
  const watch = new Watch(company, { withSteering: true });
  await watch.begin(from);
  if (ms > 0) console.error(say(words.recording));
  let isOver = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => (isOver = true));
  const entries: Entry[] = [];
  for (const end = performance.now() + ms; entries.length < maxEntries;) {
    const left = isOver ? 0 : Math.max(0, Math.min(end - performance.now(), lookInterval));
    const entry = await watch.next(left).catch(() => undefined);
    if (entry) entries.push(entry);
    else if (left === 0) break;
  }
  return entries;
}

/** Who is there where a scene begins: whoever the configuration here has. */
async function readKnown() {
  try {
    const { sandbox } = (await loadConfig(undefined)).config;
    const people = new Set(sandbox.user.map(({ id }) => id));
    return { known: { people, groups: new Set(sandbox.group.map(({ id }) => id)) } };
  } catch {
    return {};
  }
}

/** Writes the script, and the pictures of its messages into its folder, under the names that it has for them. */
export async function writeBeside(
  file: string,
  script: string,
  entries: readonly Entry[],
): Promise<void> {
  try {
    await Bun.write(file, script);
    for (const { name, url } of mediaIn(entries)) {
      if (!script.includes(name)) continue;
      const response = await fetch(url);
      if (response.ok) await Bun.write(join(dirname(file), name), await response.bytes());
    }
  } catch (error) {
    throw new Failure("refused", outcomes.cannotWrite(file, (error as Error).message));
  }
}
