import { expect, test } from "bun:test";

import { dropAtRandom } from "./sessions.ts";

test("bots that are dropped in every way handle every event, in order, and again only what was not settled", async () => {
  const { sent, ...figures } = await dropAtRandom(8);
  expect(sent).toBeGreaterThan(0);
  expect(figures).toMatchObject({ lost: 0, disordered: 0, undue: 0 });
}, 120_000);
