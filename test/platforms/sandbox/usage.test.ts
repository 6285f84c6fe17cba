/** What comes in while media are cleaned away counts as used. */
import { expect, test } from "bun:test";

import { Media } from "../../../src/platforms/sandbox/media/media.ts";
import { openDatabase } from "../../../src/platforms/sandbox/tables/database.ts";
import { Store } from "../../../src/platforms/sandbox/tables/store.ts";
import { alice } from "../../support/server.ts";

const ways: [way: string, comeIn: (media: Media, name: string) => void][] = [
  [
    "what is received by its name",
    (media, name) => {
      using reception = media.reception(alice);
      void reception.receive(name, { what: "image" });
    },
  ],
  ["what a world names that is brought back", (media, name) => media.touch(() => `["${name}"]`)],
];
test.each(ways)("%s during a cleaning outlives it, and not the next", async (_, comeIn) => {
  using store = new Store(openDatabase(":memory:", () => undefined));
  using media = new Media(store, {
    dataDir: ":memory:",
    baseUrl: () => new URL("http://127.0.0.1"),
    folders: [],
    maxBytes: 1000,
    timeout: 1000,
    allows: () => false,
  });
  const receive = async () => {
    using reception = media.reception(alice);
    return await reception.receive(`base64://${btoa("a picture")}`, { what: "image" });
  };
  const { name } = await receive();
  const cleaned = media.clean();
  comeIn(media, name);
  await cleaned;
  expect(media.find(name)).toMatchObject({ size: 9 });
  await media.clean();
  expect(media.find(name)).toBeUndefined();
});
