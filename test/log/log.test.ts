import { expect, test } from "bun:test";

import { connect } from "../support/client.ts";
import { makeFolder } from "../support/folder.ts";
import { statusOf } from "../support/http.ts";
import { serve } from "../support/program.ts";

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
    "127.0.0.1 was refused at /: 403 The access token is wrong",
    "127.0.0.1 was refused at /event: 403 The access token is wrong",
  ]);
  expect(refusals.slice(2).every((line) => line.includes("2 more times: "))).toBe(true);
  expect(log).not.toContain(token);
  expect(log).not.toContain(wrong);
});

test("what is counted once is told in words for one", async () => {
  await using folder = await makeFolder();
  await using server = await serve(
    folder.path,
    "data_dir=:memory:",
    "http.enable=true",
    "http.port=0",
  );
  for (let tries = 0; tries < 2; tries++)
    await statusOf(server.url, "/", { Origin: "http://elsewhere.invalid" });
  const me = await connect(server.url);
  await me.ask(".sandbox.fault", { action: "get_status", retcode: 500 });
  const log = await server.stop("SIGTERM");
  expect(log).toContain("Once more: 127.0.0.1 was refused");
  expect(log).toContain("1 fault and 0 held events are gone");
});

test("paths that a stranger makes up are a few lines", async () => {
  await using folder = await makeFolder();
  const settings = ["http.enable=true", "http.port=0", `auth.access_token="${token}"`];
  await using server = await serve(folder.path, ...settings);
  const [, http = ""] = /HTTP on (http:\/\/[\d.]+:\d+)/.exec(await server.logged(/HTTP on/)) ?? [];
  for (let path = 0; path < 200; path++) {
    expect((await fetch(`${http}/${path}`)).status).toBe(401);
  }
  const log = await server.stop("SIGTERM");
  expect(log.split("\n").filter((line) => line.includes("was refused")).length).toBe(11);
  expect(log).toContain("190 more like this: ");
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
