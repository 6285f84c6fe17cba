/** Nobody waits for somebody else. `fair.ts` prints figures; here is what holds on any machine. */
import { expect, test } from "bun:test";

import { connect } from "../support/client.ts";
import { makeFolder } from "../support/folder.ts";
import { serve } from "../support/program.ts";
import { alice, bot } from "../support/server.ts";
import { crowd, flood, measure, stall } from "./load.ts";

const floodOf = 100_000;
const pendingCalls = 64;
const connections = 200;
/** Five times what it is alone, but never less than a busy machine's hiccup. */
const bound = (alone: number) => Math.max(alone * 5, 25);

test("one that stalls, one that floods and one that crowds are bounded, and another hardly notices", async () => {
  await using folder = await makeFolder();
  await using server = await serve(
    folder.path,
    'data_dir=":memory:"',
    `limits.pending_calls=${pendingCalls}`,
    `limits.connections=${connections}`,
  );
  const me = await connect(new URL("/api", server.url));
  const she = await connect(new URL(`/api?self_id=${alice}`, server.url));
  await she.ask(".sandbox.fault", { action: "get_login_info", delay_ms: 60_000 });
  await measure(me, 300);
  const alone = await measure(me, 300);

  const say = (message: string) => she.ask("send_private_msg", { user_id: bot, message });
  using _stalled = await stall(server.url, say);
  expect((await measure(me, 300)).p99).toBeLessThan(bound(alone.p99));

  const flooding = await flood(server.url, "get_login_info", floodOf);
  const refused = flooding.refused(floodOf - pendingCalls);
  expect((await measure(me, 300)).p99).toBeLessThan(bound(alone.p99));
  await refused;

  const clients = await crowd(server.url, connections - 4);
  // The stalled and the flooding one, she and me: with them all are taken.
  const oneMore = connect(server.url).then(
    () => "taken",
    () => "refused",
  );
  expect(await oneMore).toBe("refused");
  expect((await measure(me, 300)).p99).toBeLessThan(bound(alone.p99));
  for (const client of clients) client.close();
  flooding.close();
}, 30_000);
