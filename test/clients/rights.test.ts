/** Who may call what on which part of the world, by whichever way. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { startBot } from "../support/bot.ts";
import type { Bot } from "../support/bot.ts";
import { connect } from "../support/client.ts";
import type { Json } from "../support/client.ts";
import { alice, aliceGroup, bob, bot, group, stranger, start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

/** Owner, a client with some actions, one with a part of the world. */
const configured = [
  `{name="reader",access_token="r",actions=["get_*","can_*","!get_cookies"]}`,
  `{name="local",access_token="l",accounts=[${bot}],groups=[${group}],users=["!${bob}"]}`,
].join(",");

const names = ["default", "reader", "local"] as const;
const tokens = { default: "o", reader: "r", local: "l" } as const;
type Name = (typeof names)[number];
type Call = (action: string, params?: Json) => Promise<Json>;

/** One way for each client; reverse targets are clients by their names. */
interface Way {
  overrides: string;
  open: (server: TestServer, name: Name) => Promise<Call>;
}

const forward = (path: string): Way => ({
  overrides: "",
  open: async (server, name) => {
    const client = await server.connect(path, { query: { access_token: tokens[name] } });
    return (action, params) => client.call(action, params);
  },
});

const request =
  (send: (url: URL, params: Json, token: string) => Promise<Response>) =>
  async (server: TestServer, name: Name): Promise<Call> =>
  async (action, params = {}) =>
    (await (await send(new URL(action, server.httpUrl), params, tokens[name])).json()) as Json;

const bots = new Map<Name, Bot>(names.map((name) => [name, startBot()]));
const targets = names.map((name) => {
  const url = `ws://127.0.0.1:${bots.get(name)?.port}/`;
  return `{url="${url}"${name === "default" ? "" : `,client="${name}"`}}`;
});

const ways: Readonly<Record<string, Way>> = {
  "forward WebSocket /": forward("/"),
  "forward WebSocket /api": forward("/api"),
  "HTTP GET": {
    overrides: "",
    open: request((url, params, token) => {
      const texts = Object.entries(params).map(([key, value]): [string, string] => [
        key,
        typeof value === "string" ? value : JSON.stringify(value),
      ]);
      url.search = new URLSearchParams([...texts, ["access_token", token]]).toString();
      return fetch(url);
    }),
  },
  "HTTP POST": {
    overrides: "",
    open: request((url, params, token) =>
      fetch(url, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(params),
      }),
    ),
  },
  "reverse WebSocket": {
    overrides: `ws_reverse.target=[${targets.join(",")}]`,
    open: async (_, name) => {
      const peer = bots.get(name);
      if (!peer) throw new Error(name);
      await peer.handshakes.next();
      return async (action, params) => {
        peer.send({ action, params, echo: "mine" });
        for (;;) {
          const frame = JSON.parse(await peer.frames.next()) as Json;
          if (frame["echo"] === "mine") return frame;
        }
      };
    },
  },
};

const message = "hello";
/** What each client gets: owner, reader, local. */
const matrix: [action: string, params: Json, codes: [number, number, number]][] = [
  ["get_login_info", {}, [0, 0, 0]],
  ["get_cookies", {}, [0, 1403, 0]],
  ["get_cookies_async", {}, [1, 1403, 1]],
  ["get_cookies_rate_limited", {}, [1, 1403, 1]],
  ["send_group_msg", { group_id: group, message }, [0, 1403, 0]],
  ["send_group_msg", { group_id: aliceGroup, message }, [0, 1403, 1403]],
  ["send_msg", { group_id: aliceGroup, message }, [0, 1403, 1403]],
  ["send_private_msg", { user_id: bob, message }, [0, 1403, 1403]],
  ["send_private_msg", { user_id: alice, message }, [0, 1403, 0]],
  ["send_private_msg", { user_id: alice, group_id: aliceGroup, message }, [0, 1403, 1403]],
  ["send_group_msg", { group_id: group, message: `[CQ:at,qq=${bob}]` }, [0, 1403, 1403]],
  ["set_group_name", { group_id: group, group_name: "A" }, [0, 1403, 0]],
  ["_delete_group_notice", { group_id: aliceGroup, notice_id: "x" }, [103, 1403, 1403]],
  ["get_group_info", { group_id: aliceGroup }, [0, 0, 1403]],
  ["get_group_info_ex", { group_id: aliceGroup }, [0, 0, 1403]],
  ["get_group_member_list", { group_id: aliceGroup }, [0, 0, 1403]],
  ["get_group_member_info", { group_id: group, user_id: bob }, [0, 0, 1403]],
  ["get_stranger_info", { user_id: bob }, [0, 0, 1403]],
  ["get_stranger_info", { user_id: alice }, [0, 0, 0]],
  ["get_group_msg_history", { group_id: aliceGroup }, [0, 0, 1403]],
  ["get_friend_msg_history", { user_id: bob }, [0, 0, 1403]],
  ["set_group_kick_members", { group_id: group, user_id: [stranger, bob] }, [102, 1403, 1403]],
  [".sandbox.list_faults", {}, [0, 1403, 1403]],
  [".sandbox.wait", {}, [0, 1403, 1403]],
  [".sandbox.wait_async", {}, [1, 1403, 1403]],
  [".sandbox.connections", {}, [0, 1403, 1403]],
  ["no_such_action_x", {}, [1404, 1404, 1404]],
];

describe.each(Object.entries(ways))("by %s", (_, { overrides, open }) => {
  let server: TestServer;
  const calls = new Map<Name, Call>();
  beforeAll(async () => {
    const all = [`client=[${configured}]`, "auth.access_token=o", overrides].filter(Boolean);
    server = await start(...all);
    for (const name of names) calls.set(name, await open(server, name));
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const cases = names.flatMap((name, at) =>
    matrix.map(([action, params, codes]) => ({
      name,
      action,
      params,
      told: JSON.stringify(params),
      code: codes[at] ?? -1,
    })),
  );
  test.each(cases)(
    "$name: $action of $told gives $code",
    async ({ name, action, params, code }) => {
      const reply = await calls.get(name)?.(action, params);
      expect(reply).toMatchObject({ retcode: code });
      if (code === 1403) expect(reply?.["message"]).toStartWith(`${name} may not call `);
    },
  );
});

afterAll(async () => {
  for (const each of bots.values()) await each[Symbol.asyncDispose]();
});

test("whoever connects is told what is wrong with their token or account", async () => {
  await using server = await start(`client=[${configured}]`, "auth.access_token=o");
  const status = async (query: string) =>
    (await fetch(new URL(`get_status?${query}`, server.httpUrl))).status;
  expect(await status("")).toBe(401);
  expect(await status("access_token=x")).toBe(403);
  expect(await status("access_token=l")).toBe(200);
  expect(await status(`access_token=l&self_id=${alice}`)).toBe(403);
  expect(await status(`access_token=r&self_id=${alice}`)).toBe(200);
  expect(await status("access_token=r&self_id=999")).toBe(404);
  expect(
    server.connect("/", { query: { access_token: "l", self_id: String(alice) } }),
  ).rejects.toThrow("Refused");
});

test("without auth.access_token nobody is the owner, and the first of a client's accounts is meant", async () => {
  await using server = await start(
    `client=[{name="her",access_token="h",accounts=[${alice},${bot}],message_format="string"}]`,
  );
  expect(server.connect()).rejects.toThrow("Refused");
  const her = await server.connect("/", { query: { access_token: "h" } });
  expect(await her.next("meta_event")).toMatchObject({ self_id: alice });
  await her.ask("send_group_msg", { group_id: group, message });
  expect(await her.call(".sandbox.list_faults")).toMatchObject({ retcode: 1403 });
  const { message_id } = await her.ask<{ message_id: number }>("send_private_msg", {
    user_id: bot,
    message,
  });
  expect(await her.ask("get_msg", { message_id })).toMatchObject({ message: "hello" });
  const array = { access_token: "h", message_format: "array" };
  const other = await server.connect("/api", { query: array });
  expect(await other.ask("get_msg", { message_id })).toMatchObject({
    message: [{ type: "text", data: { text: "hello" } }],
  });
});

test.each([
  [`actions=["*"]`, false],
  [`actions=["!get_status"]`, false],
  [`actions=[".sandbox.*"]`, true],
  [`actions=["*",".sandbox.list_faults"]`, true],
  [`actions=["*",".sandbox.*"],groups=[${group}]`, false],
  [`actions=["*",".sandbox.*"],accounts=[${bot}]`, false],
])("with %s, hidden actions are there: %p", async (rule, are) => {
  await using server = await start(`client=[{name="x",access_token="x",${rule}}]`);
  const client = await server.connect("/", { query: { access_token: "x" } });
  const { retcode } = await client.call(".sandbox.list_faults");
  expect(retcode).toBe(are ? 0 : 1403);
});

test("a token may stand as its digest, or in the environment", async () => {
  process.env["TEST_CLIENT_TOKEN"] = "from-env";
  const digest = new Bun.CryptoHasher("sha256").update("secret").digest("hex");
  await using server = await start(
    `client=[{name="a",sha256="${digest}"},{name="b",token_env="TEST_CLIENT_TOKEN"}]`,
  );
  delete process.env["TEST_CLIENT_TOKEN"];
  for (const access_token of ["secret", "from-env"]) {
    const client = await connect(new URL(`?access_token=${access_token}`, server.url));
    expect(await client.next("meta_event")).toMatchObject({ sub_type: "connect" });
  }
});
