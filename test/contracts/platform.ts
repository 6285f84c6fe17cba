/** What every platform owes its bots, action by action: success, each refusal, and who is told what. */
import { expect, test } from "bun:test";

import type { Client, Json } from "../support/client.ts";
import { alice, admin, bob, bot, group, stranger } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";
import { recordEvents, recordOutcome } from "./record.ts";

/** Brings the world to where the call makes sense; what it gives is merged into the params. */
export type Prepare = (as: (account: number) => Promise<Client>) => Promise<Json>;

/** One situation of one action. */
export interface Row {
  /** What the situation is, where an action has several. */
  when?: string;
  /** Who calls; the bot where absent. */
  as?: number;
  /** Configuration it needs, as for `--set`. */
  config?: readonly string[];
  prepare?: Prepare;
  params?: Json;
  /** What becomes of it where that is not ok: answered async, or never more than a refusal. */
  outcome?: "async" | 103;
  /** What the reply's data must hold. */
  result?: Json | Json[];
  /** Who is told what: for each account its events, in order. Accounts that are not named get none. */
  events?: Partial<Record<number, Json[]>>;
  /** Whom it is about, where neither params nor events say. */
  about?: number;
  /** Params that are refused with 100, 102 and 103; for 103 also by whom. */
  invalid?: Json;
  unknown?: Json;
  forbidden?: { as?: number; params?: Json };
}

/** Who is in the test group, and its events' addressees. */
export const everybody = [bot, alice, bob, admin];

export const inGroup = { group_id: group };
export const nowhere = { group_id: 99_999 };
export const nobody = { user_id: 99_999 };

/** The same event for several accounts. */
export function told(accounts: readonly number[], event: Json): Record<number, Json[]> {
  return Object.fromEntries(accounts.map((account) => [account, [event]]));
}

/** Somebody in each position. */
const viewers = [bot, alice, bob, admin, stranger];

const outcomes = {
  ok: { status: "ok", retcode: 0 },
  async: { status: "async", retcode: 1, data: null },
  103: { status: "failed", retcode: 103, data: null },
} as const;

type Start = (...overrides: string[]) => Promise<TestServer>;

/** Declares the tests of a table of actions; `start` gives a fresh world. */
export function testActions(
  table: Readonly<Record<string, Row | readonly Row[]>>,
  start: Start,
): void {
  for (const [action, rows] of Object.entries(table)) {
    for (const row of [rows].flat()) testRow(action, row, start);
  }
}

function testRow(action: string, row: Row, start: Start): void {
  const name = row.when === undefined ? action : `${action}, ${row.when},`;
  const caller = row.as ?? bot;
  const outcome = row.outcome ?? "ok";

  test(`${name} is answered ${outcome}, and those concerned are told`, async () => {
    await using stage = await setUp(row, start);
    const reply = await (await stage.as(caller)).call(action, stage.params);
    expect(reply).toMatchObject(outcomes[outcome]);
    if (row.result) expect(reply["data"]).toMatchObject(row.result);
    const seen = new Map<number, Json[]>();
    for (const viewer of viewers) {
      const expected = row.events?.[viewer] ?? [];
      const events = await stage.eventsOf(viewer);
      expect({ viewer, events }).toMatchObject({
        viewer,
        events: expected.map((event) => ({ self_id: viewer, ...event })),
      });
      seen.set(viewer, events);
    }
    recordOutcome(action, outcome === 103 ? 103 : "works");
    recordEvents({ caller, about: [row.about, stage.params["user_id"]], seen });
  });

  const refusals = [
    { retcode: 100, why: "wrong params", change: row.invalid && { params: row.invalid } },
    { retcode: 102, why: "an unknown target", change: row.unknown && { params: row.unknown } },
    { retcode: 103, why: "what is not permitted", change: row.forbidden },
  ];
  for (const { retcode, why, change } of refusals) {
    if (!change) continue;
    test(`${name} refuses ${why} with ${retcode}, and tells nobody`, async () => {
      await using stage = await setUp(row, start);
      const { as = caller, params } = change as { as?: number; params?: Json };
      const reply = await (await stage.as(as)).call(action, { ...stage.params, ...params });
      expect(reply).toMatchObject({ status: "failed", retcode, data: null });
      for (const viewer of viewers) expect(await stage.eventsOf(viewer)).toEqual([]);
      recordOutcome(action, retcode);
    });
  }
}

/** A fresh world with everybody connected, prepared for a row; what happened until then is forgotten. */
async function setUp(row: Row, start: Start) {
  const server = await start(...(row.config ?? []));
  const clients = new Map<number, Client>();
  for (const viewer of viewers) clients.set(viewer, await server.as(viewer));
  const as = async (account: number) => clients.get(account) ?? server.as(account);
  const eventsOf = async (viewer: number) => {
    const client = await as(viewer);
    // Frames of one connection keep their order: after this reply, nothing that was sent before is missing.
    await client.ask("get_status");
    return client.take();
  };
  const prepared = (await row.prepare?.(as)) ?? {};
  for (const viewer of viewers) await eventsOf(viewer);
  return {
    as,
    eventsOf,
    params: { ...prepared, ...row.params },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
