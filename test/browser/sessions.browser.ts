import { expect, test } from "bun:test";

import { alice, bot } from "../support/server.ts";
import { findFaults } from "./axe.ts";
import { open } from "./browser.ts";

test("what waits for a client that is away is shown, and can be dropped", async () => {
  const keeper = `{ name = "keeper", access_token = "keep", accounts = [${bot}], session = true }`;
  const overrides = ['auth.access_token="own"', `client=[${keeper}]`];
  await using seen = await open("#/connections", { overrides });
  const { page, server } = seen;
  await page.getByRole("textbox", { name: "token" }).fill("own");
  await page.keyboard.press("Enter");
  const headers = { authorization: "Bearer own" };
  const she = await server.connect(`/api?self_id=${alice}`, { headers });
  await she.ask("send_private_msg", { user_id: bot, message: "are you there?" });
  const row = page.getByRole("row", { name: /keeper/ });
  await row.getByText("Away").waitFor();
  await row.getByRole("cell", { name: "1", exact: true }).waitFor();
  expect(await findFaults(page)).toEqual([]);
  await row.getByRole("button", { name: "Drop what waits for keeper" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Drop what waits" }).click();
  await row.getByRole("cell", { name: "0", exact: true }).first().waitFor();
  const back = await server.connect("/", { headers: { authorization: "Bearer keep" } });
  await back.next("meta_event");
  await row.getByText("Connected").waitFor();
});
