/** Brings a database to today's tables in numbered steps; `user_version`, its format, says how many it has taken. */
import type { Database } from "bun:sqlite";
import { closeSync, existsSync, fsyncSync, openSync, rmSync } from "node:fs";

import { literal, logger } from "../../../../log/log.ts";
import { say } from "../../../../words/language.ts";
import { foreignFormat, notUpgraded, upgraded } from "../../../../words/world.ts";
import first from "./step-1.sql" with { type: "text" };
import second from "./step-2.sql" with { type: "text" };

/** What was released stays as it is: whoever changes the tables adds a step. */
export const steps: readonly string[] = [first, second];

const log = logger("sandbox");

/** How many steps a database has taken; a new one none. */
export function formatOf(db: Database): number {
  return db.query<{ user_version: number }, []>("PRAGMA user_version").get()?.user_version ?? 0;
}

/**
 * Takes the steps that a database lacks, all or none; a new one is then filled by `fill`. An older one is copied aside
 * first. Throws, with the remedy, where a step fails or the database has taken more than there are: it is then as it was.
 */
export function upgrade(
  db: Database,
  steps: readonly string[],
  fill: (db: Database) => void = () => undefined,
): void {
  const format = formatOf(db);
  if (format < 0 || format > steps.length) {
    throw new Error(say(foreignFormat(format)));
  }
  if (format === steps.length) return;
  if (format === 0) {
    takeSteps(db, steps, fill);
    return;
  }
  const copy = freeName(db, format);
  try {
    copyTo(db, copy);
    takeSteps(db, steps);
  } catch (error) {
    // With every try one more would be left.
    rmSync(copy, { force: true });
    const reason = (error as Error).message;
    throw new Error(say(notUpgraded(format, steps.length, reason)), { cause: error });
  }
  const now = steps.length;
  log.info(literal(say(upgraded(format, now, copy))), { format, now, copy });
}

function takeSteps(
  db: Database,
  steps: readonly string[],
  fill: (db: Database) => void = () => undefined,
): void {
  // To make a table anew would delete, by cascade, what names its rows. Inside the transaction it could not be set.
  db.run("PRAGMA foreign_keys = OFF");
  db.transaction(() => {
    for (let taken = formatOf(db); taken < steps.length; taken++) {
      takeStep(db, steps[taken] ?? "", taken + 1);
    }
    fill(db);
    const broken = db.query<{ table: string }, []>("PRAGMA foreign_key_check").get();
    if (broken) throw new Error(`${broken.table} names somebody or something that is not there`);
  })();
}

function takeStep(db: Database, sql: string, number: number): void {
  try {
    db.run(sql);
    db.run(`PRAGMA user_version = ${number}`);
  } catch (error) {
    throw new Error(`step ${number}: ${(error as Error).message}`, { cause: error });
  }
}

/** A name beside the database that says its format, and that no earlier copy has. */
function freeName({ filename }: Database, format: number): string {
  const name = (ordinal: string) =>
    filename.replace(/(?:\.db)?$/, `.format-${format}${ordinal}.db`);
  let [copy, taken] = [name(""), 1];
  while (existsSync(copy)) copy = name(`-${++taken}`);
  return copy;
}

/** Copying the file itself would leave out its log, and closing it would give up SQLite's lock. */
function copyTo(db: Database, copy: string): void {
  db.query("VACUUM INTO ?").run(copy);
  const file = openSync(copy, "r+");
  fsyncSync(file);
  closeSync(file);
}
