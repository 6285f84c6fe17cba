/** Clients that stay to the end and count what they get. */
import type { Json } from "../support/client.ts";

/** Rounds a second; each caller makes one call in each. */
const pace = 20;

export interface Regular extends Disposable {
  /** What went wrong, empty where nothing did. */
  faults(): string[];
  readonly count: number;
}

export interface Caller extends Regular {
  /** Makes no more calls and waits for the answers, for ten seconds at most. */
  rest(): Promise<void>;
  /** Goes on after a rest. */
  resume(): void;
}

/** Makes a call in each round and expects one answer to each. */
export async function startCaller(
  url: URL,
  { perRound = 1, make }: { perRound?: number; make: (n: number) => Json },
): Promise<Caller> {
  const open = new Set<number>();
  const faults: string[] = [];
  let made = 0;
  let idle = Promise.withResolvers<void>();
  const socket = await dial(url, (frame) => {
    if (frame["post_type"] !== undefined) return;
    const echo = frame["echo"] as number;
    if (!open.delete(echo)) faults.push(`${url.pathname}: call ${echo} was answered twice`);
    if (frame["status"] === "failed") faults.push(`call ${echo}: ${JSON.stringify(frame)}`);
    if (open.size === 0) idle.resolve();
  });
  const speak = () => {
    for (let n = 0; n < perRound; n++) {
      open.add(++made);
      socket.send(JSON.stringify({ ...make(made), echo: made }));
    }
  };
  let timer = setInterval(speak, 1000 / pace);
  return {
    faults: () => [...faults, ...(open.size > 0 ? [`${open.size} calls were not answered`] : [])],
    get count() {
      return made;
    },
    async rest() {
      clearInterval(timer);
      idle = Promise.withResolvers();
      if (open.size > 0) await Promise.race([idle.promise, Bun.sleep(10_000)]);
    },
    resume() {
      clearInterval(timer);
      timer = setInterval(speak, 1000 / pace);
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      socket.close();
    },
  };
}

/** Listens, and expects the numbers in the messages to follow each other. */
export async function startListener(url: URL): Promise<Regular> {
  const faults: string[] = [];
  let last: number | undefined;
  let count = 0;
  const socket = await dial(url, (frame) => {
    if (frame["post_type"] !== "message") return;
    const number = Number.parseInt(String(frame["raw_message"]), 10);
    if (last !== undefined && number !== last + 1) faults.push(`event ${number} after ${last}`);
    last = number;
    count++;
  });
  socket.addEventListener("close", ({ code }) => {
    if (code !== 1000) faults.push(`a listener was closed with ${code}`);
  });
  return {
    faults: () => faults,
    get count() {
      return count;
    },
    [Symbol.dispose]: () => socket.close(1000),
  };
}

async function dial(url: URL, take: (frame: Json) => void): Promise<WebSocket> {
  const socket = new WebSocket(url);
  socket.addEventListener("message", ({ data }) => take(JSON.parse(String(data)) as Json));
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", () => reject(new Error(`Refused: ${url.href}`)));
  });
  return socket;
}
