import { expect, test } from "bun:test";

import { findFaults } from "./axe.ts";
import { open } from "./browser.ts";

test("where a token is set, the page asks for it once and keeps it out of the address", async () => {
  await using seen = await open("", { overrides: ['auth.access_token="secret"'] });
  const { page } = seen;
  await page.getByRole("textbox", { name: "token" }).fill("guess");
  await page.keyboard.press("Enter");
  await page.getByText("Wrong token").waitFor();
  await page.getByRole("textbox", { name: "token" }).fill("secret");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Alice 20002" }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Alice 20002" }).click();
  await page.getByText("2 friends · 2 groups").waitFor();
  expect(page.url()).not.toContain("secret");
});

test("a token that is right, but of a bot, is told whose this is", async () => {
  const bots = 'client=[{name="moderator",access_token="moderator-token"}]';
  await using seen = await open("#/connections", {
    overrides: ['auth.access_token="secret"', bots],
  });
  const { page, server } = seen;
  await page.getByRole("textbox", { name: "token" }).fill("moderator-token");
  await page.keyboard.press("Enter");
  await page.getByText("moderator may not see this").waitFor();
  await page.getByRole("textbox", { name: "token" }).fill("secret");
  await page.keyboard.press("Enter");
  await server.connect("/", { headers: { Authorization: "Bearer moderator-token" } });
  await page.getByRole("row", { name: /moderator/ }).waitFor();
});

test.each(["#/chat", "#/chat/20002-g10010", "#/wire", "#/connections", "#/world"])(
  "axe finds nothing in %s, light or dark",
  async (place) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await using seen = await open(place, { colorScheme });
      await seen.page.getByText(/bot connected/i).waitFor();
      expect(await findFaults(seen.page)).toEqual([]);
    }
  },
);
