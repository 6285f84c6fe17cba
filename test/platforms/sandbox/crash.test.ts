import { expect, test } from "bun:test";

import { connect } from "../../support/client.ts";
import type { Client } from "../../support/client.ts";
import { makeFolder } from "../../support/folder.ts";
import { serve } from "../../support/program.ts";
import { alice, bob, bot, group } from "../../support/server.ts";

/** How often the server is killed; `KILL_ROUNDS=50 bun test crash` takes longer. */
const rounds = Number(process.env["KILL_ROUNDS"] ?? 5);
const answersARound = 60;

interface Said {
  message_id: number;
  raw_message: string;
}

interface Reply {
  status: string;
  data: { message_id: number };
  echo: string;
}

test(
  `of what three people say while the server is killed ${rounds} times, nothing answered ok is lost`,
  async () => {
    await using folder = await makeFolder();
    const kept = new Map<number, string>();
    let answered = 0;
    for (let round = 0; round < rounds; round++) {
      await using server = await serve(folder.path);
      const join = (account: number) => connect(new URL(`/api?self_id=${account}`, server.url));
      const people = [await join(bot), await join(alice), await join(bob)] as const;
      const found = await readHistory(people[0]);
      const lost = [...kept].filter(([id, text]) => found.get(id) !== text);
      expect(lost).toEqual([]);
      const until = answered + answersARound;
      for (const [index, person] of people.entries()) {
        person.socket.addEventListener("message", ({ data }) => {
          const { status, data: said, echo } = JSON.parse(String(data)) as Reply;
          if (status !== "ok") return;
          kept.set(said.message_id, echo);
          if (++answered === until) server.process.kill("SIGKILL");
        });
        void talk(person, `round ${round}, person ${index}`);
      }
      await Promise.all(people.map(({ closed }) => closed));
    }
    expect(answered).toBeGreaterThanOrEqual(rounds * answersARound);
    // Fewer would be ids that were used twice.
    expect(kept.size).toBe(answered);
    console.log(`${rounds} kills, ${answered} messages answered ok, ${kept.size} kept`);
  },
  rounds * 5000,
);

/** Says more than the server will live to answer. */
async function talk({ socket }: Client, name: string): Promise<void> {
  for (let n = 0; n < answersARound * 3; n++) {
    const message = `${name}: ${n}`;
    const call = { action: "send_group_msg", params: { group_id: group, message }, echo: message };
    socket.send(JSON.stringify(call));
    if (n % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What the group has said, page by page, from the newest to the oldest. */
async function readHistory(reader: Client): Promise<Map<number, string>> {
  const read = new Map<number, string>();
  for (let message_seq: number | undefined; message_seq !== 0;) {
    const params = { group_id: group, message_seq, count: 1000 };
    const { messages } = await reader.ask<{ messages: Said[] }>("get_group_msg_history", params);
    for (const { message_id, raw_message } of messages) read.set(message_id, raw_message);
    message_seq = messages.length < 1000 ? 0 : (messages[0]?.message_id ?? 1) - 1;
  }
  return read;
}
