import { expect, test } from "bun:test";
import { join } from "node:path";

import { ConfigError, builtInToml, loadConfig, readConfig } from "../../src/config/file.ts";
import { makeFolder } from "../support/folder.ts";

function read(toml: string, ...overrides: string[]) {
  return readConfig({ source: "onebot.toml", toml, overrides });
}

function mistakes(toml: string, ...overrides: string[]): string[] {
  try {
    read(toml, ...overrides);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split("\n");
    throw error;
  }
  return [];
}

test("an absent key has the standard's default", () => {
  expect(read("")).toMatchObject({
    ws: { enable: false, host: "0.0.0.0", port: 6700 },
    auth: { access_token: "" },
    event: { message_format: "string" },
    heartbeat: { enable: false, interval: 15_000 },
    api: { rate_limit_interval: 500 },
    sandbox: { self_id: 10001, user: [], group: [] },
  });
});

test("the shipped configuration serves this machine, with arrays and heartbeats", () => {
  expect(read(builtInToml)).toMatchObject({
    ws: { enable: true, host: "127.0.0.1", port: 6700 },
    event: { message_format: "array" },
    heartbeat: { enable: true, interval: 5000 },
  });
});

test("--set overrides a key, as TOML where it parses and else as text", () => {
  const config = read(
    builtInToml,
    "ws.port=0",
    "auth.access_token=s3=cret",
    "heartbeat.enable=false",
  );
  expect(config).toMatchObject({
    ws: { port: 0 },
    auth: { access_token: "s3=cret" },
    heartbeat: { enable: false },
  });
});

test.each([
  [
    "[ws]\nport = 'abc'",
    'onebot.toml:2: ws.port must be a whole number from 0 to 65535, not "abc"',
  ],
  [
    "[ws]\n\nport = 65536",
    "onebot.toml:3: ws.port must be a whole number from 0 to 65535, not 65536",
  ],
  [
    "[auth]\naccess_token = '密码'",
    "onebot.toml:2: auth.access_token must be text in quotes, of ASCII letters, digits and signs without spaces",
  ],
  [
    "[ws_reverse]\nurl = 'http://h/?access_token=secret'",
    "onebot.toml:2: ws_reverse.url must be an address like ws://127.0.0.1:8080/path, or empty",
  ],
  [
    "[[http_post.target]]\nurl = ''",
    "onebot.toml:2: http_post.target[1].url must be an address like http://127.0.0.1:8080/path",
  ],
  [
    "[http_post]\ntimeout = inf",
    "onebot.toml:2: http_post.timeout must be a number of seconds from 0 to 86400, not Infinity",
  ],
  ["ws.port = 1.5", "onebot.toml:1: ws.port must be a whole number from 0 to 65535, not 1.5"],
  ["ws = 5", "onebot.toml:1: ws must be a table, not 5"],
  ["[ws]\nenable = 'yes'", 'onebot.toml:2: ws.enable must be true or false, not "yes"'],
  ["[ws]\nhots = 'x'", "onebot.toml:2: ws.hots is not a known key; did you mean ws.host?"],
  [
    "[event]\nmessage_format = 'xml'",
    'onebot.toml:2: event.message_format must be "string" or "array", not "xml"',
  ],
  ["[[sandbox.user]]\nnickname = 'x'", "onebot.toml:1: sandbox.user[1].id is missing"],
  [
    "[[sandbox.user]]\nid = 5\n[[sandbox.user]]\nid = 5",
    "onebot.toml:4: sandbox.user[2].id is 5, which entry 1 has already; give each its own",
  ],
  [
    "[[sandbox.group]]\nid = 7\nowner = 10001\nmembers = [10001, 8]",
    "onebot.toml:4: sandbox.group[1].members[2] names 8, who does not exist; add a [[sandbox.user]] with id = 8",
  ],
  [
    "[[sandbox.group]]\nid = 7\nowner = 8",
    "onebot.toml:3: sandbox.group[1].owner names 8, who does not exist; add a [[sandbox.user]] with id = 8",
  ],
])("%j is one mistake, told with line, key, value and remedy", (toml, message) => {
  expect(mistakes(toml)).toEqual([message]);
});

test("a text that --set gives is text, whatever it looks like", () => {
  expect(read("", "auth.access_token=123456").auth.access_token).toBe("123456");
  expect(read("", "auth.access_token='quoted'").auth.access_token).toBe("quoted");
});

test("what stands around wrong TOML, a token perhaps, is not told", () => {
  const [told, ...more] = mistakes('[auth]\naccess_token = "secret\n');
  expect(told).toStartWith("onebot.toml:2: Invalid TOML");
  expect(told).not.toContain("secret");
  expect(more).toEqual([]);
});

test("wrong TOML is told with its line, and that what follows it was not read", () => {
  const [told, ...more] = mistakes("[ws]\nport = = 1\nhots = 1");
  expect(told).toStartWith("onebot.toml:2: Invalid TOML");
  expect(told).toEndWith("(what follows it was not read)");
  expect(more).toEqual([]);
});

test.each([
  ["port：1", "： at column 5 means nothing in TOML; write ="],
  ["host = “::1”", '“ at column 8 means nothing in TOML; write "'],
  ['host = "::1”', '” at column 12 means nothing in TOML; write "'],
  ["host = ‘::1’", "‘ at column 8 means nothing in TOML; write '"],
  ["port\u3000= 1", "U+3000 at column 5 means nothing in TOML; write a plain space"],
  ["port = ６７００", "６ at column 8 means nothing in TOML; write 6"],
  ['allowed_hosts = ["a"，"b"]', "， at column 21 means nothing in TOML; write ,"],
  ['allowed_hosts = 【"a"]', "【 at column 17 means nothing in TOML; write ["],
  // Where nothing may stand, another sign is no better.
  ["port = 6823，", "， at column 12 is too much; delete it"],
  ["port = 6823，  # the port", "， at column 12 is too much; delete it"],
  ["enable = true；", "； at column 14 is too much; delete it"],
  ["port = 6823,", ", at column 12 is too much; delete it"],
  ["enable = true;", "; at column 14 is too much; delete it"],
])("%s is told with the sign that is wrong, and what to write", (line, advice) => {
  expect(mistakes(`[ws]\n${line}`)).toEqual([
    `onebot.toml:2: ${advice} (what follows it was not read)`,
  ]);
});

test("a foreign sign in a text or a comment is no mistake", () => {
  expect(mistakes('# 端口：1，\n[[sandbox.user]]\nid = 5\nnickname = "“五”，"')).toEqual([]);
});

const text = '# 机器人\n[ws]\nport = 1234\nhost = "127.0.0.1"\n';

test.each([
  ["UTF-8 with a mark", Buffer.from(`\uFEFF${text}`), 1234],
  ["UTF-8 with the line ends of Windows", Buffer.from(text.replaceAll("\n", "\r\n")), 1234],
  ["UTF-16", Buffer.from(`\uFEFF${text}`, "utf16le"), "1: the file is UTF-16: save it as UTF-8"],
  ["UTF-16 without a mark", Buffer.from("[ws]\n", "utf16le"), "1: the file is UTF-16"],
  [
    "GBK",
    Buffer.from("[ws]\n# \xbb\xfa\xc6\xf7\n", "latin1"),
    "2: this line is not UTF-8, but perhaps GBK: save the file as UTF-8",
  ],
])("a file in %s is read, or refused with what it is", async (_, bytes, outcome) => {
  await using folder = await makeFolder();
  const file = join(folder.path, "own.toml");
  await Bun.write(file, bytes);
  const loaded = loadConfig(file).then(
    ({ config }) => config.ws.port,
    (error: Error) => error.message,
  );
  const wanted = typeof outcome === "number" ? outcome : expect.stringContaining(outcome);
  expect(await loaded).toEqual(wanted);
});

test.each([
  ["0.0.0.0"],
  ["::"],
  ["127.0.0.1"],
  ["127.0.0.2"],
  ["::1"],
  ["localhost"],
  ["bot.localhost"],
])("the server may listen on %s", (host) => {
  expect(mistakes(`[ws]\nenable = true\nhost = "${host}"`)).toEqual([]);
});

test.each([
  ["[::1]", 'must be "::1" without brackets'],
  ["127.0.0.1:6700", 'must be "127.0.0.1" alone (the port is ws.port)'],
  ["ws://127.0.0.1:6700/", 'must be "127.0.0.1" alone (the port is ws.port)'],
  ["[::1]:6700", 'must be "::1" alone (the port is ws.port)'],
  ["", 'must be an address of this machine, like "127.0.0.1", or "0.0.0.0" for all'],
  ["example.com", "must be an address of this machine"],
  ["256.0.0.1", "must be an address of this machine"],
  ["192.0.2.1", "must be an address that this machine has: "],
])("ws.host = %j is refused where it is on, and let be where it is off", (host, rule) => {
  const toml = (isOn: boolean) => `[ws]\nenable = ${isOn}\nhost = "${host}"`;
  expect(mistakes(toml(true))).toEqual([expect.stringContaining(`onebot.toml:3: ws.host ${rule}`)]);
  expect(mistakes(toml(false))).toEqual([]);
});

test.each([
  ["ws.port=99999", "--set ws.port: ws.port must be a whole number from 0 to 65535, not 99999"],
  ["ws.prot=1", "--set ws.prot: ws.prot is not a known key; did you mean ws.port?"],
  ["nonsense", "--set nonsense: write it as key=value, like ws.port=0"],
  ["data_dir.x=1", "--set data_dir.x: data_dir is not a table"],
])("--set %s is told as such", (override, message) => {
  expect(mistakes('data_dir = "data"', override)).toEqual([message]);
});

test("all mistakes are told at once, in the order of the file", () => {
  const toml = "[ws]\nport = -1\nhots = 1\n[[sandbox.user]]\nid = 'x'\nfriends = [9]";
  expect(mistakes(toml).map((line) => line.split(" ")[0])).toEqual([
    "onebot.toml:2:",
    "onebot.toml:3:",
    "onebot.toml:5:",
    "onebot.toml:6:",
  ]);
});
