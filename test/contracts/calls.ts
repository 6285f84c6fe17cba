/** What every way of calling owes a bot. */
import { afterAll, beforeAll, expect, test } from "bun:test";

import type { Json } from "../support/client.ts";
import { alice, bot, group, start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

/** One way of calling, opened on a server; `call` gives the reply without its echo. */
export interface CallWay extends AsyncDisposable {
  call(action: string, params?: Json): Promise<Json>;
}

/** Declares the tests of one way of calling; `overrides` switch it on. */
export function testCalls(
  open: (server: TestServer) => Promise<CallWay>,
  ...overrides: string[]
): void {
  let server: TestServer;
  let way: CallWay;
  beforeAll(async () => {
    server = await start(...overrides);
    way = await open(server);
  });
  afterAll(async () => {
    await way[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  test("a call gets its data", async () => {
    expect(await way.call("get_login_info")).toEqual({
      status: "ok",
      retcode: 0,
      data: { user_id: bot, nickname: "Bot" },
    });
  });

  test("texts are read as the parameter's type", async () => {
    const params = { group_id: String(group), user_id: String(alice), no_cache: "false" };
    expect(await way.call("get_group_member_info", params)).toMatchObject({
      status: "ok",
      data: { user_id: alice },
    });
  });

  test("a message may be a CQ string", async () => {
    const she = await server.as(alice);
    const reply = await way.call("send_private_msg", {
      user_id: alice,
      message: "[CQ:face,id=1]&amp;",
    });
    expect(reply).toMatchObject({ status: "ok", data: { message_id: expect.any(Number) } });
    expect(await she.next("message")).toMatchObject({
      message: [
        { type: "face", data: { id: "1" } },
        { type: "text", data: { text: "&" } },
      ],
    });
  });

  test.each([
    ["get_msg", { message_id: "x" }, 100],
    ["get_msg", {}, 100],
    ["get_msg", { message_id: 77_777 }, 102],
    ["set_group_leave", { group_id: group }, 103],
    ["no_such_action_x", {}, 1404],
  ])("%s with %j fails with %d, in words", async (action, params, retcode) => {
    const reply = await way.call(action, params);
    expect(reply).toMatchObject({ status: "failed", retcode, data: null });
    expect(reply["message"]).toBeString();
    expect(reply["wording"]).toBe(reply["message"]);
  });

  test("suffixes and hidden actions work", async () => {
    const accepted = { status: "async", retcode: 1, data: null };
    expect(await way.call("get_status_async")).toEqual(accepted);
    expect(await way.call("get_status_rate_limited")).toEqual(accepted);
    expect(await way.call(".sandbox.list_faults")).toMatchObject({
      status: "ok",
      data: { faults: [] },
    });
  });
}
