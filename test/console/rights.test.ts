/** What only the owner of `auth.access_token` may see and be. */
import { expect, test } from "bun:test";

import { statusOf } from "../support/http.ts";
import { alice, start } from "../support/server.ts";

test("a client sees no stream of the console and takes no seat, whatever its rights", async () => {
  await using server = await start(
    "console.enable=true",
    "auth.access_token=o",
    'client=[{name="all",access_token="a",actions=["*",".sandbox.*"]}]',
  );
  const status = (path: string) => statusOf(server.url, path);
  expect(await status("/console/stream")).toBe(401);
  expect(await status("/console/stream?access_token=a")).toBe(403);
  expect(await status("/console/stream?access_token=o")).toBe(101);
  for (const path of ["/", "/api", "/event"]) {
    expect(await status(`${path}?seat&self_id=${alice}&access_token=a`)).toBe(403);
    expect(await status(`${path}?seat&self_id=${alice}&access_token=o`)).toBe(101);
  }
  const seated = new URL(`/get_login_info?seat&access_token=a`, server.httpUrl);
  expect((await fetch(seated)).status).toBe(403);
});

test("where clients are and no owner, nobody sees the stream", async () => {
  await using server = await start("console.enable=true", 'client=[{name="a",access_token="a"}]');
  expect(await statusOf(server.url, "/console/stream")).toBe(401);
  expect(await statusOf(server.url, "/console/stream?access_token=a")).toBe(403);
});

test("without clients and a token, the stream is there for whoever reaches the server", async () => {
  await using server = await start("console.enable=true");
  expect(await statusOf(server.url, "/console/stream")).toBe(101);
});
