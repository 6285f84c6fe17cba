import { expect, test } from "bun:test";

import fc from "fast-check";

import { actions } from "../src/protocol/action.ts";
import { alice, bot, group, start } from "./support/server.ts";

const seed = 20_061_109;
const names = Object.keys(actions);

const frames = [
  '{"action":"send_group_msg","params":{"group_id":10010,"message":"hello [CQ:at,qq=10001]"},"echo":"1"}',
  '{"action":"send_private_msg","params":{"user_id":20002,"message":[{"type":"text","data":{"text":"hi"}}]},"echo":{"a":[1]}}',
  '{"action":"get_group_member_info","params":{"group_id":10010,"user_id":20002},"echo":12345678901234567890}',
  '{"action":".handle_quick_operation","params":{"context":{"post_type":"message","user_id":20002},"operation":{"reply":"hi"}}}',
];

/** A frame with some of its bytes changed, doubled or left out. */
const mutated = fc
  .tuple(
    fc.constantFrom(...frames),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom("replace", "drop", "double"), fc.nat(255)), {
      maxLength: 6,
    }),
  )
  .map(([frame, changes]) => {
    const bytes = [...new TextEncoder().encode(frame)];
    for (const [at, change, byte] of changes) {
      const place = at % bytes.length;
      if (change === "drop") bytes.splice(place, Math.max(1, byte % 16));
      else if (change === "double")
        bytes.splice(place, 0, ...bytes.slice(place, place + (byte % 32)));
      else bytes[place] = byte;
      if (bytes.length === 0) bytes.push(byte);
    }
    return new Uint8Array(bytes);
  });

const scalar = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    "",
    "0",
    "abc",
    0,
    -1,
    1.5,
    2 ** 53,
    bot,
    alice,
    group,
    "all",
  ),
  fc.string(),
  fc.integer(),
);
const params = fc.dictionary(
  fc.constantFrom(
    "user_id",
    "group_id",
    "message",
    "message_id",
    "duration",
    "enable",
    "flag",
    "card",
    "context",
    "operation",
    "id",
  ),
  fc.oneof(
    scalar,
    fc.array(
      fc.record({
        type: fc.constantFrom("text", "at", "image", "node", "json", "?"),
        data: fc.dictionary(fc.constantFrom("text", "qq", "file", "content", "id"), scalar),
      }),
    ),
    fc.jsonValue(),
  ),
);
const document = fc
  .record({
    action: fc.constantFrom(...names, "nope", "get_status_async"),
    params,
    echo: fc.jsonValue(),
  })
  .map((call) => new TextEncoder().encode(JSON.stringify(call)));

test("20 000 hostile frames change nothing about the next call", async () => {
  await using server = await start("limits.pending_calls=100000", "api.rate_limit_interval=0");
  const client = await server.connect("/api");
  let answers = 0;
  client.socket.addEventListener("message", () => answers++);
  const samples = fc.sample(fc.oneof(mutated, document), { seed, numRuns: 20_000 });
  for (const [n, frame] of samples.entries()) {
    client.socket.send(frame);
    if (n % 500 !== 499) continue;
    expect(await client.call("get_status")).toMatchObject({ status: "ok" });
    client.take();
  }
  expect(await client.call("get_status")).toMatchObject({ status: "ok" });
  client.take();
  expect(answers).toBe(20_000 + 41);
  const other = await server.as(alice);
  expect(await other.ask("get_login_info")).toMatchObject({ user_id: alice });
}, 60_000);
