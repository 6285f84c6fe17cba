/** What every platform owes its bots, action by action: success, each refusal, and who is told what. */
import { expect, test } from "bun:test";

import type { Client, Json } from "../support/client.ts";
import { alice, admin, bob, bot, group, stranger } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

/** Brings the world to where the call makes sense; what it gives is merged into the params. */
export type Prepare = (as: (account: number) => Promise<Client>) => Promise<Json>;

/** One situation of one action. */
export interface Row {
  /** What the situation is, where an action has several. */
  when?: string;
  /** Who calls; the bot where absent. */
  as?: number;
  prepare?: Prepare;
  params?: Json;
  /** What the reply's data must hold. */
  result?: Json | Json[];
  /** Who is told what: for each account its events, in order. Accounts that are not named get none. */
  events?: Partial<Record<number, Json[]>>;
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

const viewers = [bot, alice, bob, admin, stranger];

/** Declares the tests of a table of actions; `start` gives a fresh world. */
export function testActions(
  table: Readonly<Record<string, Row | readonly Row[]>>,
  start: () => Promise<TestServer>,
): void {
  for (const [action, rows] of Object.entries(table)) {
    for (const row of [rows].flat()) testRow(action, row, start);
  }
}

function testRow(action: string, row: Row, start: () => Promise<TestServer>): void {
  const name = row.when === undefined ? action : `${action}, ${row.when},`;
  const caller = row.as ?? bot;

  test(`${name} works, and tells those concerned`, async () => {
    await using stage = await setUp(row, start);
    const reply = await (await stage.as(caller)).call(action, stage.params);
    expect(reply).toMatchObject({ status: "ok", retcode: 0 });
    if (row.result) expect(reply["data"]).toMatchObject(row.result);
    for (const viewer of viewers) {
      const expected = row.events?.[viewer] ?? [];
      expect({ viewer, events: await stage.eventsOf(viewer) }).toMatchObject({
        viewer,
        events: expected.map((event) => ({ self_id: viewer, ...event })),
      });
    }
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
    });
  }
}

/** A fresh world with everybody connected, prepared for a row; what happened until then is forgotten. */
async function setUp(row: Row, start: () => Promise<TestServer>) {
  const server = await start();
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
