/** What every way of events owes a bot. */
import { afterAll, beforeAll, expect, test } from "bun:test";

import type { Json } from "../support/client.ts";
import { alice, bot, group, start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

/** One way of events, opened on a server: `next` gives the next event of a type and drops those before it. */
export interface EventWay extends AsyncDisposable {
  next(type?: string): Promise<Json>;
}

/** Declares the tests of one way of events; `settings` give the overrides that switch it on. */
export function testEvents(
  open: (server: TestServer) => Promise<EventWay>,
  { first, overrides = () => [] }: { first: "connect" | "enable"; overrides?: () => string[] },
): void {
  let server: TestServer;
  let way: EventWay;
  beforeAll(async () => {
    server = await start(...overrides());
    way = await open(server);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await way[Symbol.asyncDispose]();
  });

  test(`the first event is lifecycle/${first}`, async () => {
    expect(await way.next()).toEqual({
      time: expect.any(Number),
      self_id: bot,
      post_type: "meta_event",
      meta_event_type: "lifecycle",
      sub_type: first,
    });
  });

  test("what people say comes, with segments and the CQ string", async () => {
    const she = await server.as(alice);
    await she.ask("send_private_msg", { user_id: bot, message: "[CQ:face,id=1] hi" });
    expect(await way.next("message")).toMatchObject({
      self_id: bot,
      post_type: "message",
      message_type: "private",
      user_id: alice,
      message: [
        { type: "face", data: { id: "1" } },
        { type: "text", data: { text: " hi" } },
      ],
      raw_message: "[CQ:face,id=1] hi",
    });
  });

  test("events come in the order they happened", async () => {
    const she = await server.as(alice);
    const words = Array.from({ length: 50 }, (_, n) => `word ${n}`);
    for (const message of words)
      she.send({ action: "send_group_msg", params: { group_id: group, message } });
    for (const word of words)
      expect(await way.next("message")).toMatchObject({ raw_message: word });
  });

  test("other people's events do not come", async () => {
    const she = await server.as(alice);
    await she.ask("send_private_msg", { user_id: 20003, message: "secret" });
    await she.ask("send_private_msg", { user_id: bot, message: "public" });
    expect(await way.next("message")).toMatchObject({ raw_message: "public" });
  });
}
