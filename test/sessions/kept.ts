/** A server with one client that has a session. */
import type { Client, Json } from "../support/client.ts";
import { alice, bot, start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

export const keeper = { headers: { authorization: "Bearer keep" } };
const own = { query: { access_token: "own" } };

export function startKept(session = "true", ...more: string[]): Promise<TestServer> {
  const client = `{ name = "keeper", access_token = "keep", accounts = [${bot}], session = ${session} }`;
  return start('auth.access_token="own"', `client=[${client}]`, ...more);
}

export async function speaker(server: TestServer) {
  const she = await server.as(alice, own);
  return {
    she,
    say: (message: string) => she.ask("send_private_msg", { user_id: bot, message }),
  };
}

export async function texts(client: Client, count: number): Promise<unknown[]> {
  const all = [];
  while (all.length < count) all.push((await client.next("message"))["raw_message"]);
  return all;
}

/** Waits until the server knows this of a session. */
export async function until(server: TestServer, wanted: Json): Promise<void> {
  const owner = await server.connect("/api", own);
  for (;;) {
    const { sessions } = await owner.ask<{ sessions: Json[] }>(".session.list");
    if (
      sessions.some((session) =>
        Object.entries(wanted).every(([key, value]) => session[key] === value),
      )
    )
      break;
    await Bun.sleep(20);
  }
  owner.close();
}
