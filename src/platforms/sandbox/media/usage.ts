/** Which media a world still holds: looked for in slices, so that nobody waits for it. */
import type { Database } from "bun:sqlite";

import type { Breath } from "./breath.ts";
import { mediumNames } from "./shelf.ts";

const rowsASlice = 200;
/** Conversations may be large. */
const conversationsASlice = 4;
const charactersASlice = 2 ** 20;
/** No name is longer, wherever a text is cut. */
const overlap = 100;

/**
 * Adds to `used` the names of all media that messages, conversations, notices, files, people, groups and snapshots hold. What comes in
 * meanwhile is not promised to be found.
 */
export async function collectUsed(db: Database, used: Set<string>, breath: Breath): Promise<void> {
  const search = { used, breath };
  // Messages come before conversations: one that is forwarded meanwhile is found in either.
  const messages = db.query<[number, string], [number]>(
    `SELECT id, CASE WHEN NOT recalled AND instr(segments, '"file"') THEN segments END
     FROM message WHERE id > ? ORDER BY id LIMIT ${rowsASlice}`,
  );
  await inSlices(Number.MIN_SAFE_INTEGER, (after) => messages.values(after), search);
  const forwards = db.query<[string, string], [string]>(
    `SELECT id, nodes FROM forward WHERE id > ? AND instr(nodes, '"file"') ORDER BY id LIMIT ${conversationsASlice}`,
  );
  await inSlices("", (after) => forwards.values(after), search);
  for (const sql of [
    "SELECT medium FROM file",
    "SELECT image FROM notice WHERE image IS NOT NULL",
    "SELECT avatar FROM person WHERE avatar IS NOT NULL",
    "SELECT avatar FROM chat_group WHERE avatar IS NOT NULL",
  ]) {
    for (const [name] of db.query<unknown, []>(sql).values() as string[][])
      if (name) used.add(name);
  }
  const snapshots = db.query<{ name: string }, []>("SELECT name FROM snapshot").all();
  for (const { name } of snapshots) {
    const sql = "SELECT document FROM snapshot WHERE name = ?";
    const document = db.query<{ document: string }, [string]>(sql).get(name)?.document ?? "";
    await breath.take();
    await addNames(document, search);
  }
}

interface Search {
  used: Set<string>;
  breath: Breath;
}

async function inSlices<Key>(
  first: Key,
  read: (after: Key) => unknown[][],
  search: Search,
): Promise<void> {
  for (let after = first; ;) {
    const rows = read(after);
    for (const [, text] of rows) if (typeof text === "string") await addNames(text, search);
    const last = rows.at(-1);
    if (!last) return;
    after = last[0] as Key;
    await search.breath.take();
  }
}

async function addNames(text: string, { used, breath }: Search): Promise<void> {
  for (let from = 0; from < text.length; from += charactersASlice) {
    if (from > 0) await breath.take();
    const part = text.slice(Math.max(0, from - overlap), from + charactersASlice);
    for (const name of namesIn(part)) used.add(name);
  }
}

/** The names of media a text holds. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(mediumNames)].map(([name]) => name);
}
