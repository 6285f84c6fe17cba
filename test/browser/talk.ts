/** Talking through the page: what tests in a browser do in a conversation, and look for. */
import { expect } from "bun:test";

import type { Locator, Page } from "playwright-core";

import { alice, bob, group } from "../support/server.ts";
import { findFaults } from "./axe.ts";
import type { Seen } from "./browser.ts";

export const inGroup = `#/chat/${alice}-g${group}`;
export const withBob = `#/chat/${alice}-p${bob}`;

export function field(page: Page | Locator): Locator {
  return page.getByRole("textbox", { name: "Message", exact: true });
}

export async function say(page: Page | Locator, words: string): Promise<void> {
  await field(page).fill(words);
  await field(page).press("Enter");
}

/** A message in the conversation that is open, by a part of it. */
export function message(page: Page | Locator, words: string): Locator {
  return page.getByRole("log").getByRole("article").filter({ hasText: words });
}

/** Nothing complained, and axe finds nothing. */
export async function expectFaultless({ page, complaints }: Seen): Promise<void> {
  expect(await findFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
}
