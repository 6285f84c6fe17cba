/** Hidden actions take OneBot's own words, and swallow nothing. */
import { expect, test } from "bun:test";

import { hiddenActions } from "../../../src/platforms/sandbox/hidden/action.ts";
import { alice, bot, start } from "../../support/server.ts";

test("people and groups are named by the words of either", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const { user_id } = await me.ask(".sandbox.create_user", { name: "Zoe" });
  expect(await me.ask("get_stranger_info", { user_id })).toMatchObject({ nickname: "Zoe" });
  const { group_id } = await me.ask(".sandbox.create_group", { group_name: "Chess" });
  expect(await me.ask("get_group_info", { group_id })).toMatchObject({ group_name: "Chess" });
  await me.ask(".sandbox.update_group", { group_id, group_name: "Go" });
  expect(await me.ask("get_group_info", { group_id })).toMatchObject({ group_name: "Go" });
});

test.each(Object.keys(hiddenActions))("%s takes no param that it does not know", async (action) => {
  await using server = await start();
  const me = await server.as(bot);
  expect(await me.call(action, { nonsense: 1 })).toMatchObject({
    retcode: 100,
    message: expect.stringContaining('"nonsense"'),
  });
});

test("whose account it is may stand in a query", async () => {
  await using server = await start();
  const url = new URL(`/.sandbox.clock?self_id=${alice}&message_format=array`, server.httpUrl);
  expect(await (await fetch(url)).json()).toMatchObject({ retcode: 0 });
  url.searchParams.set("advnace", "5");
  expect(await (await fetch(url)).json()).toMatchObject({
    retcode: 100,
    message: 'params: has no "advnace"; did you mean advance?',
  });
});
