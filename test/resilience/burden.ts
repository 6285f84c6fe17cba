/** Troublemakers who ask for large things. */
import { connect } from "../support/client.ts";
import { bob } from "../support/server.ts";
import { picture } from "./picture.ts";
import type { Place, Troublemaker } from "./trouble.ts";

/** What others do meanwhile: each is looked at by whoever waits. */
const beside = Array.from({ length: 2000 }, () => ({}));

/** A message as one long CQ string. */
export const segments: Troublemaker = {
  name: "segments",
  async trouble({ alice }) {
    const message = "[CQ:shake]".repeat(100_000);
    const { retcode } = await alice.call("send_private_msg", { user_id: bob, message });
    return `a CQ string of 1 MB: retcode ${String(retcode)}`;
  },
};

/** A form of many fields. */
export const form: Troublemaker = {
  name: "form",
  async trouble({ url }) {
    const answer = await fetch(new URL("/get_status", url.href.replace("ws", "http")), {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: Array.from({ length: 500_000 }, (_, n) => `a${n}=1`).join("&"),
    });
    return `a form of 500000 fields: status ${answer.status}`;
  },
};

/** Has the unused pictures swept away where there are many, and many messages. */
export const clean: Troublemaker = {
  name: "clean",
  prepare: (place) => fill(place, { messages: 15_000, pictures: 2000 }),
  async trouble({ alice }) {
    await alice.ask("clean_cache");
    return "clean_cache among 15000 messages and 2000 pictures";
  },
};

/** Waits for what never comes. */
export const waits: Troublemaker = {
  name: "waits",
  async trouble({ url, callAll }) {
    const client = await connect(new URL("/api", url));
    for (let n = 0; n < 1000; n++) {
      client.send({
        action: ".sandbox.wait",
        params: { call: { action: `never_${n}` }, timeout_ms: 60_000 },
      });
    }
    await callAll("get_login_info", beside);
    client.close();
    await callAll("get_login_info", beside);
    return `1000 waits, then leaves; ${2 * beside.length} calls meanwhile`;
  },
};

/** Plants faults that match nothing. */
export const faults: Troublemaker = {
  name: "faults",
  async trouble({ callAll }) {
    const all = Array.from({ length: 1000 }, (_, n) => ({
      action: "set_restart",
      retcode: 200 + n,
    }));
    await callAll(".sandbox.fault", all);
    await callAll("get_login_info", beside);
    return "1000 faults that never strike";
  },
};

/** Takes the world out. */
export const take: Troublemaker = {
  name: "export",
  prepare: (place) => fill(place, { messages: 20_000, pictures: 500 }),
  async trouble({ url }) {
    const client = await connect(new URL("/api", url));
    client.send({ action: ".sandbox.export" });
    const document = await client.nextText();
    client.close();
    return `export of ${megabytes(document)} MB`;
  },
};

let world = "";

/** Puts a world back. */
export const put: Troublemaker = {
  name: "import",
  async prepare(place) {
    await fill(place, { messages: 20_000, pictures: 500 });
    world = JSON.stringify(await place.alice.ask(".sandbox.export"));
  },
  async trouble({ alice }) {
    await alice.ask(".sandbox.import", { document: world });
    return `import of ${megabytes(world)} MB`;
  },
};

async function fill(
  { callAll }: Place,
  { messages, pictures }: { messages: number; pictures: number },
): Promise<void> {
  await callAll(
    "send_private_msg",
    Array.from({ length: pictures }, () => ({
      user_id: bob,
      message: [
        {
          type: "image",
          data: {
            file: `base64://${picture(1000).toBase64()}`,
          },
        },
      ],
    })),
  );
  await callAll(
    "send_private_msg",
    Array.from({ length: messages }, (_, n) => ({ user_id: bob, message: `message ${n}` })),
  );
}

function megabytes(text: string): string {
  return (text.length / 1e6).toFixed(1);
}
