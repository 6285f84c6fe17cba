import { expect, test } from "bun:test";

import { makeFolder } from "./support/folder.ts";
import { statusOf } from "./support/http.ts";
import { serve } from "./support/program.ts";

const token = "correct-horse";
const wrong = "battery-staple";

test("a refusal is said once however often it repeats, and no token is ever said", async () => {
  await using folder = await makeFolder();
  const settings = [`auth.access_token="${token}"`, 'log.level="debug"'];
  await using server = await serve(folder.path, ...settings);
  for (let tries = 0; tries < 3; tries++) {
    expect(await statusOf(server.url, "/", { Authorization: `Bearer ${wrong}` })).toBe(403);
    expect(await statusOf(server.url, `/event?access_token=${wrong}`)).toBe(403);
  }
  expect(await statusOf(server.url, `/?access_token=${token}`)).toBe(101);
  const log = await server.stop("SIGTERM");
  const lines = log.split("\n");
  const refusals = lines.filter((line) => line.includes("was refused"));
  expect(refusals.map((line) => line.replace(/^.*127/, "127"))).toEqual([
    "127.0.0.1 was refused at /: 403 The access token is wrong",
    "127.0.0.1 was refused at /event: 403 The access token is wrong",
  ]);
  expect(log).not.toContain(token);
  expect(log).not.toContain(wrong);
});

test("with log.format = json each line is one JSON object", async () => {
  await using folder = await makeFolder();
  await using server = await serve(folder.path, 'log.format="json"');
  const lines = (await server.stop("SIGTERM"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  expect(lines[0]).toMatchObject({
    level: "INFO",
    message: expect.stringContaining("OneBot 11 server"),
  });
});
