import { expect, test } from "bun:test";

import { connect } from "../../support/client.ts";
import type { Client } from "../../support/client.ts";
import { makeFolder } from "../../support/folder.ts";
import { serve } from "../../support/program.ts";
import { bot, start } from "../../support/server.ts";

/** How often the server is killed; `KILL_ROUNDS=50 bun test import-crash` takes longer. */
const rounds = Number(process.env["KILL_ROUNDS"] ?? 15);
const pictures = 300;

interface Document {
  onebot_sandbox: unknown;
  tables: Record<string, unknown>;
  media: { name: string }[];
}

test(
  `an import in which the server is killed, ${rounds} times, leaves the old world or the new one, whole`,
  async () => {
    await using folder = await makeFolder();
    const worlds = [await makeWorld("one"), await makeWorld("two")] as const;
    let answered = 0;
    let changed = 0;
    let now = 0;
    let needed = 0;
    let wasAnswered = false;
    for (let round = -1; round <= rounds; round++) {
      await using server = await serve(folder.path);
      const me = await connect(new URL("/api", server.url));
      if (round >= 0) {
        const { tables, media } = await me.ask<Document>(".sandbox.export");
        const is = worlds.findIndex((world) => Bun.deepEquals(world.tables, tables));
        if (wasAnswered) expect(is).toBe(now);
        if (is !== now) changed++;
        now = is;
        expect(now).toBeOneOf([0, 1]);
        const names = new Set(media.map(({ name }) => name));
        expect(worlds[now]?.media.filter(({ name }) => !names.has(name))).toEqual([]);
        // What the other left makes the next import quicker, and no kill would hit it.
        await me.ask("clean_cache");
      }
      const other = worlds[1 - now];
      const before = performance.now();
      const done = read(me, { document: JSON.stringify(other) });
      if (round < 0) {
        await done;
        needed = performance.now() - before;
      } else await Bun.sleep(Math.random() * needed);
      server.process.kill("SIGKILL");
      await server.process.exited;
      // Killed after its reply, it must be there.
      wasAnswered = await done;
      // However fast the machine is just now, half of the kills come before the end, half after.
      if (round >= 0) needed *= wasAnswered ? 0.8 : 1.25;
      if (wasAnswered) now = 1 - now;
      if (wasAnswered && round >= 0) answered++;
    }
    console.log(
      `${rounds} kills within ${Math.round(needed)} ms: ${answered} after the reply, ${changed} between commit and reply`,
    );
  },
  rounds * 10_000,
);

async function read(me: Client, params: object): Promise<boolean> {
  const reply = await me.call(".sandbox.import", params).catch(() => undefined);
  return reply?.["retcode"] === 0;
}

/** A world in which the bot has sent many pictures, each of a few bytes. */
async function makeWorld(name: string): Promise<Document> {
  await using server = await start();
  const me = await server.as(bot);
  for (let n = 0; n < pictures; n++) {
    const file = `base64://${btoa(`${name} ${n} `.repeat(30))}`;
    await me.ask("send_private_msg", {
      user_id: 20002,
      message: { type: "image", data: { file } },
    });
  }
  return await me.ask<Document>(".sandbox.export");
}
