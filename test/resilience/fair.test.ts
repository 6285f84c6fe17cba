/** Nobody waits for somebody else. `fair.ts` prints figures of all troublemakers; here are the quick ones. */
import { expect, test } from "bun:test";

import { connect } from "../support/client.ts";
import { makeFolder } from "../support/folder.ts";
import { serve } from "../support/program.ts";
import { crowd, flood, halves, stall, webhook } from "./crowding.ts";
import { tryOut } from "./trouble.ts";

/** In milliseconds; generous, as the gate's machine is busy. */
const maxFreeze = 1000;

const quick = [stall, flood(20_000), crowd, halves, webhook];

test.each(quick.map((each) => [each.name, each] as const))(
  "%s: another client hardly notices",
  async (_, troublemaker) => {
    expect(await tryOut(troublemaker, { seconds: 0.3, maxFreeze })).toMatchObject({ isFair: true });
  },
);

test("one connection more than are allowed is refused, and another works on", async () => {
  const connections = 200;
  await using folder = await makeFolder();
  await using server = await serve(
    folder.path,
    'data_dir=":memory:"',
    `limits.connections=${connections}`,
  );
  const me = await connect(server.url);
  const others = await Promise.all(
    Array.from({ length: connections - 1 }, () => connect(server.url)),
  );
  const oneMore = connect(server.url).then(
    () => "taken",
    () => "refused",
  );
  expect(await oneMore).toBe("refused");
  await me.ask("get_status");
  for (const client of others) client.close();
});
