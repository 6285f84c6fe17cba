import { expect, test } from "bun:test";

import { findFaults } from "./axe.ts";
import { open } from "./browser.ts";
import { inGroup, say } from "./talk.ts";

test("a trace names the clients that do not get the message, each by which of its rules", async () => {
  const weather = '{ name = "weather", access_token = "rain", text = "^/weather" }';
  const overrides = ['auth.access_token="own"', `client=[${weather}]`];
  await using seen = await open(inGroup, { overrides });
  const { page, server } = seen;
  await page.getByRole("textbox", { name: "token" }).fill("own");
  await page.keyboard.press("Enter");
  const headers = { authorization: "Bearer own" };
  const me = await server.connect("/", { headers });
  await me.next("meta_event");
  await say(page, "ping");
  await me.next("message");
  await page.locator(".receipt").click();
  const left = page.getByRole("list", { name: "Clients that do not get it" });
  await left.getByText("weather").waitFor();
  expect(await left.innerText()).toContain("^/weather");
  expect(await findFaults(page)).toEqual([]);
});
