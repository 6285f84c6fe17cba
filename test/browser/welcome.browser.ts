import { expect, test } from "bun:test";

import { statusOf } from "../support/http.ts";
import { bot } from "../support/server.ts";
import { findFaults } from "./axe.ts";
import { open } from "./browser.ts";

test("a bot that comes by a wrong path and with a wrong token is told why, and once it connects this is the chat", async () => {
  await using seen = await open("", { overrides: ['auth.access_token="secret"'] });
  const { page, server } = seen;
  await page.getByRole("textbox", { name: "token" }).fill("secret");
  await page.keyboard.press("Enter");
  await page.getByText("Waiting for a bot…").waitFor();
  const attempts = page.getByRole("region", { name: "Not connecting? Here is why" });
  await attempts.getByText("Nobody has tried yet").waitFor();

  await statusOf(server.url, "/onebot/v11/ws", { Authorization: "Bearer secret" });
  await attempts.getByText("No such path: /onebot/v11/ws").waitFor();
  await attempts.getByText("forward uses /").waitFor();
  await statusOf(server.url, "/", { Authorization: "Bearer guess" });
  await attempts.getByText("Wrong token").waitFor();

  await server.connect("/?access_token=secret");
  const field = page.getByRole("textbox", { name: "Message", exact: true });
  await field.waitFor();
  await page.getByText("You are Alice: say something").waitFor();
  await page.keyboard.type("ping");
  expect(await field.inputValue()).toBe("ping");
  await page.getByText("Bot connected").waitFor();
  expect(new URL(page.url()).hash).toBe(`#/chat/20002-p${bot}`);
});

test("what is to be pasted has the real address; the token is hidden until it is shown, and copied as it is", async () => {
  const token = "secret+/=";
  await using seen = await open("", {
    overrides: [`auth.access_token="${token}"`],
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const { page, server } = seen;
  await page.getByRole("textbox", { name: "token" }).fill(token);
  await page.keyboard.press("Enter");
  const lines = page.getByRole("region", { name: ".env" });
  await lines.waitFor();
  const hidden = await lines.textContent();
  expect(hidden).toContain(`ONEBOT_WS_URLS=["${server.url.href}"]`);
  expect(hidden).not.toContain("secret");
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByRole("status").getByText("Copied").waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toContain(
    `ONEBOT_ACCESS_TOKEN=${token}`,
  );
  await page.getByRole("button", { name: "Show the token" }).click();
  expect(await lines.textContent()).toContain(`ONEBOT_ACCESS_TOKEN=${token}`);
  await page.getByRole("button", { name: /Anything else/ }).click();
  const plain = await page.getByRole("region", { name: "bot.mjs" }).textContent();
  expect(plain).toContain("access_token=********");
});

test("the bot of eight lines runs as it is pasted, and answers ping", async () => {
  await using seen = await open();
  const { page } = seen;
  await page.getByRole("button", { name: /Anything else/ }).click();
  const code = (await page.getByRole("region", { name: "bot.mjs" }).textContent()) ?? "";
  expect(code.split("\n")).toHaveLength(8);
  await using _ = runBot(code);
  await page.getByRole("textbox", { name: "Message", exact: true }).fill("ping");
  await page.keyboard.press("Enter");
  await page.getByRole("log").getByText("pong").waitFor();
});

function runBot(code: string): AsyncDisposable {
  const child = Bun.spawn([process.execPath, "-e", code], { stdout: "ignore", stderr: "ignore" });
  return {
    async [Symbol.asyncDispose]() {
      child.kill();
      await child.exited;
    },
  };
}

test("without a token none stands in what is to be pasted", async () => {
  await using seen = await open();
  const lines = seen.page.getByRole("region", { name: ".env" });
  await lines.waitFor();
  expect(await lines.textContent()).not.toContain("TOKEN");
  await seen.page.getByText("no token needed").waitFor();
});

test("a server that sends its events is told to be no bot", async () => {
  await using seen = await open();
  const { page, server } = seen;
  await page.getByText("Waiting for a bot…").waitFor();
  await using other = await server
    .connect("/", { query: { message_format: "array" } })
    .then((client) => ({ client, [Symbol.asyncDispose]: async () => client.close() }));
  other.client.send({ post_type: "meta_event", meta_event_type: "heartbeat", self_id: 1, time: 1 });
  await page.getByText("What connected is no bot").first().waitFor();
});

test("a bot that cannot be dialled is told, with the next try", async () => {
  await using seen = await open("", {
    overrides: [
      'ws_reverse.url="ws://127.0.0.1:1/ws"',
      "ws_reverse.use_universal_client=true",
      "ws_reverse.reconnect_interval=60000",
    ],
  });
  await seen.page.getByText("ws://127.0.0.1:1/ws").waitFor();
  await seen.page.getByText("Nothing listens there").waitFor();
  await seen.page.getByText(/try 1, in \d+ s/).waitFor();
});

test("one may chat without a bot, and connect one later", async () => {
  await using seen = await open();
  const { page } = seen;
  await page.getByRole("button", { name: "Chat without a bot" }).click();
  await page.getByRole("textbox", { name: "Message", exact: true }).waitFor();
  await page.goto(seen.at("#/connections"));
  await page.getByRole("link", { name: "How to connect one" }).click();
  await page.getByText("Waiting for a bot…").waitFor();
  await page.getByRole("button", { name: "Back to connections" }).click();
  await page.getByRole("heading", { name: "Recently refused" }).waitFor();
});

test("once there was a bot, the chat stays the chat", async () => {
  await using seen = await open();
  const { page, server } = seen;
  await page.getByText("Waiting for a bot…").waitFor();
  const it = await server.as(bot);
  await page.getByRole("textbox", { name: "Message", exact: true }).waitFor();
  it.close();
  await page.getByText("Bot went away").waitFor();
  await page.getByRole("button", { name: "Leave seat" }).click();
  await page.getByText("Choose somebody on the left to play").waitFor();
});

test.each([
  ["zh-CN", "light", 1440],
  ["en-US", "dark", 1440],
  ["zh-CN", "dark", 390],
] as const)(
  "axe finds nothing on the first visit: %s, %s, %i wide",
  async (locale, colorScheme, width) => {
    await using seen = await open("", { locale, colorScheme, viewport: { width, height: 844 } });
    await statusOf(seen.server.url, "/onebot/v11/ws");
    await seen.page.getByText("/onebot/v11/ws").first().waitFor();
    await seen.page.getByRole("button", { name: /Koishi/ }).click();
    await seen.page.getByRole("region", { name: "koishi.yml" }).waitFor();
    expect(await findFaults(seen.page)).toEqual([]);
    expect(seen.complaints).toEqual([]);
  },
);
