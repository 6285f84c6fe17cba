/** Clients that do one thing after the other, look at what comes of it, and start over. */
import { once } from "node:events";
import { connect as dial } from "node:net";

import { connect } from "../support/client.ts";
import { exchange } from "../support/http.ts";
import { alice, bob } from "../support/server.ts";
import { picture } from "./picture.ts";

/** Does its rounds until the signal comes; gives how many. Throws where an answer is not what it should be. */
export type Errand = (url: URL, signal: AbortSignal) => Promise<number>;

/** How long the server may keep an HTTP connection that says nothing, in milliseconds. */
const idleLimit = 20_000;
const archiveEvery = 60_000;
const pictureBytes = 2000;

/** Sends pictures and looks at them, has the old ones swept away; once a minute puts the world aside and back. */
export async function keep(url: URL, signal: AbortSignal): Promise<number> {
  const client = await connect(new URL(`/api?self_id=${alice}`, url));
  // The first is taken soon, so that short runs have one too.
  let archived = performance.now() - archiveEvery + 5000;
  let rounds = 0;
  for (; !signal.aborted; rounds++) {
    const file = `base64://${picture(pictureBytes).toBase64()}`;
    const message = [{ type: "image", data: { file } }];
    const sent = await client.ask("send_private_msg", { user_id: bob, message });
    const { message: told } = await client.ask<{ message: { data: { url: string } }[] }>(
      "get_msg",
      sent,
    );
    const shown = await fetch(told[0]?.data.url ?? "");
    if (!shown.ok || (await shown.bytes()).length !== pictureBytes) {
      throw new Error(`A picture was sent, and its url gave ${shown.status}`);
    }
    if (rounds % 20 === 19) await client.ask("clean_cache");
    if (performance.now() - archived > archiveEvery) {
      archived = performance.now();
      await client.ask(".sandbox.snapshot", { name: "soak" });
      // The world of before is smaller: what is kept does not grow with the minutes.
      const document = JSON.stringify(await client.ask(".sandbox.export"));
      if (rounds > 0) await client.ask(".sandbox.import", { document });
      await client.ask(".sandbox.reset");
    }
    await Bun.sleep(50);
  }
  client.close();
  return rounds;
}

/** Makes calls go wrong that only it makes, sees that they do, and takes that back. */
export async function sabotage(url: URL, signal: AbortSignal): Promise<number> {
  const client = await connect(new URL(`/?self_id=${bob}`, url));
  const action = "get_version_info";
  let rounds = 0;
  for (; !signal.aborted; rounds++) {
    const faults = await Promise.all([
      client.ask<{ id: number }>(".sandbox.fault", { action, retcode: 103 }),
      client.ask<{ id: number }>(".sandbox.fault", { event: "notice.*", duplicate: true }),
    ]);
    const reply = await client.call(action);
    if (reply["retcode"] !== 103) throw new Error(`Despite a fault: ${JSON.stringify(reply)}`);
    await Promise.all(faults.map(({ id }) => client.ask(".sandbox.clear_faults", { id })));
    await client.ask(action);
    client.take();
    await Bun.sleep(200);
  }
  client.close();
  return rounds;
}

/** Waits for what it then does. */
export async function wait(url: URL, signal: AbortSignal): Promise<number> {
  const client = await connect(new URL(`/api?self_id=${bob}`, url));
  let rounds = 0;
  for (; !signal.aborted; rounds++) {
    const params = { user_id: alice, times: 1 + (rounds % 10) };
    const found = client.ask(".sandbox.wait", { call: { action: "send_like", params } });
    await Promise.all([found, client.call("send_like", params)]);
    await Bun.sleep(200);
  }
  client.close();
  return rounds;
}

/** Calls over HTTP, on connections that are kept. */
export async function callByHttp(url: URL, signal: AbortSignal): Promise<number> {
  const address = new URL("/get_status", url.href.replace("ws", "http"));
  let rounds = 0;
  for (; !signal.aborted; rounds++) {
    const answer = await fetch(address);
    const reply = (await answer.json()) as { status: string };
    if (reply.status !== "ok") throw new Error(`By HTTP: ${JSON.stringify(reply)}`);
    await Bun.sleep(20);
  }
  return rounds;
}

/** Makes a call over HTTP, then says nothing or half a request, and expects to be let go. */
export async function idle(url: URL, signal: AbortSignal): Promise<number> {
  const request = "GET /get_status HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  let rounds = 0;
  for (; !signal.aborted; rounds++) {
    const socket = dial(Number(url.port), url.hostname).on("error", () => undefined);
    socket.write(`${request}\r\n`);
    await once(socket, "data");
    if (rounds % 2 === 1) socket.write(request);
    const isLetGo = await Promise.race([
      once(socket, "close").then(() => true),
      once(signal, "abort").then(() => true),
      Bun.sleep(idleLimit),
    ]);
    socket.destroy();
    if (isLetGo !== true) throw new Error(`An HTTP connection is open after ${idleLimit} ms`);
  }
  return rounds;
}

/** Sends half a body, and leaves or waits to be told off. */
export async function breakOffByHttp(url: URL, signal: AbortSignal): Promise<number> {
  const request =
    "POST /get_status HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{";
  let rounds = 0;
  for (; !signal.aborted; rounds++) {
    const socket = dial(Number(url.port), url.hostname).on("error", () => undefined);
    socket.write(request);
    await Promise.race([once(socket, "close"), once(signal, "abort"), Bun.sleep(500)]);
    socket.destroy();
    // A whole one is answered beside it.
    await exchange(url, "GET /get_status HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  }
  return rounds;
}
