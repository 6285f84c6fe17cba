/** Heartbeats: one timer for everybody who listens (event/meta). */
import type { EventSink, Platform } from "./platform.ts";

/** Publishes a heartbeat for each account that is listened to, every `interval` milliseconds. */
export function startHeartbeat(
  platform: Platform,
  { sink, interval }: { sink: EventSink; interval: number },
): Disposable {
  const timer = setInterval(() => {
    for (const account of sink.listeners()) {
      sink.publish({
        time: platform.now(),
        self_id: account,
        post_type: "meta_event",
        meta_event_type: "heartbeat",
        status: platform.status(account),
        interval,
      });
    }
  }, interval);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
