import { expect, test } from "bun:test";

import { nameOfBot, nameOfSoftware } from "../../src/console/page/connections/software.ts";

test.each([
  ["ZeroBot/1.6.3", "ZeroBot 1.6.3", "ZeroBot 1.6.3"],
  ["NoneBot/2.4.3 (Python 3.11)", "NoneBot 2.4.3", "NoneBot 2.4.3"],
  ["Python/3.11 websockets/17.4", "websockets 17.4", undefined],
  ["Python/3.11 aiohttp/3.13.2", "aiohttp 3.13.2", undefined],
  ["Bun/1.4.5", "Bun 1.4.5", undefined],
  ["Go-http-client/1.1", "Go-http-client 1.1", undefined],
  ["", undefined, undefined],
])("a connection of %p is %p, and a bot is not called by its library", (software, name, bot) => {
  expect(nameOfSoftware(software)).toBe(name);
  expect(nameOfBot(software)).toBe(bot);
});
