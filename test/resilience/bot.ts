/** A bot that is posted to and dialled: at times it hangs, at times it leaves. */

export interface SoakedBot extends AsyncDisposable {
  readonly postUrl: string;
  readonly reverseUrl: string;
  /** Different messages that were posted, and events heard on connections that it was dialled on. */
  readonly posted: number;
  readonly heard: number;
  readonly dialled: number;
  faults(): string[];
}

/** One post in so many is not answered in time. */
const hangEvery = 1000;
const hang = 1500;
/** It leaves after so many events. */
const leaveAfter = 1000;

export function startSoakedBot(): SoakedBot {
  const posted = new Set<number>();
  const faults: string[] = [];
  let posts = 0;
  let heard = 0;
  let dialled = 0;
  const server = Bun.serve<{ last: number | undefined; heard: number }>({
    hostname: "127.0.0.1",
    port: 0,
    idleTimeout: 0,
    async fetch(request, self) {
      if (request.headers.get("upgrade") === "websocket") {
        self.upgrade(request, { data: { last: undefined, heard: 0 } });
        return undefined;
      }
      const number = numberOf(await request.text());
      if (number !== undefined) posted.add(number);
      if (++posts % hangEvery === 0) await Bun.sleep(hang);
      return new Response(null, { status: 204 });
    },
    websocket: {
      open: () => void dialled++,
      message(socket, frame) {
        const { data } = socket;
        const number = numberOf(String(frame));
        if (number === undefined) return;
        if (data.last !== undefined && number !== data.last + 1) {
          faults.push(`reverse: event ${number} after ${data.last}`);
        }
        data.last = number;
        heard++;
        if (++data.heard === leaveAfter) socket.close(1000);
      },
    },
  });
  return {
    postUrl: `http://127.0.0.1:${server.port}/`,
    reverseUrl: `ws://127.0.0.1:${server.port}/`,
    get posted() {
      return posted.size;
    },
    get heard() {
      return heard;
    },
    get dialled() {
      return dialled;
    },
    faults: () => faults,
    [Symbol.asyncDispose]: () => server.stop(true),
  };
}

function numberOf(text: string): number | undefined {
  const { post_type, raw_message } = JSON.parse(text) as Record<string, unknown>;
  return post_type === "message" ? Number.parseInt(String(raw_message), 10) : undefined;
}
