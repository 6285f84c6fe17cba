/** Heartbeats: one timer for everybody who listens (event/meta). */
import { logger } from "./log/log.ts";
import type { EventSink, Platform } from "./platform.ts";
import type { Statistics } from "./statistics.ts";

const log = logger("app");

/** Publishes a heartbeat for each account that is listened to, every `interval` milliseconds. */
export function startHeartbeat(
  platform: Platform,
  { sink, statistics, interval }: { sink: EventSink; statistics: Statistics; interval: number },
): Disposable {
  const beat = (account: number) =>
    sink.publish({
      time: platform.now(),
      self_id: account,
      post_type: "meta_event",
      meta_event_type: "heartbeat",
      status: statistics.addTo(platform.status(account)),
      interval,
    });
  const timer = setInterval(() => {
    for (const account of sink.listeners()) {
      try {
        beat(account);
      } catch (error) {
        log.error("No heartbeat of {account}: {error}", { account, error });
      }
    }
  }, interval);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
