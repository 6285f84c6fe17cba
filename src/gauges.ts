/** What is measured when somebody asks, for whoever watches the server. */
import { join } from "node:path";

import type { Gauges } from "./admin.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { SessionInfo } from "./sessions/session.ts";
import type { Sessions } from "./sessions/sessions.ts";
import type { ReverseLink } from "./transports/reverse.ts";
import type { Webhook } from "./transports/webhook.ts";

/** Numbers that are looked up when somebody asks. */
export function gaugesOf({
  dispatcher,
  webhooks,
  links,
  sessions,
  dataDir,
}: {
  dispatcher: Dispatcher;
  webhooks: readonly Webhook[];
  links: readonly ReverseLink[];
  sessions: Sessions | undefined;
  dataDir: string;
}): Gauges {
  return {
    ...(sessions && sessionGauges(sessions)),
    calls_running: { help: "Calls under way", read: () => dispatcher.depths.running },
    calls_queued: { help: "Rate-limited calls that wait", read: () => dispatcher.depths.queued },
    posts_outstanding: {
      help: "Events being posted or waiting for it",
      read: () => webhooks.reduce((sum, { size }) => sum + size, 0),
    },
    reverse_links: { help: "Reverse WebSockets to keep up", read: () => links.length },
    reverse_links_open: {
      help: "Reverse WebSockets that are open",
      read: () => links.filter(({ isOpen }) => isOpen).length,
    },
    database_bytes: {
      help: "Size of the sandbox's database",
      read: () => Bun.file(join(dataDir, "sandbox.db")).size,
    },
  };
}

function sessionGauges(sessions: Sessions): Gauges {
  const of = (read: (session: SessionInfo) => number) => ({
    labels: ["client", "account"],
    list: () =>
      sessions
        .list()
        .map((each) => ({ values: [each.client, String(each.account)], value: read(each) })),
  });
  return {
    session_waiting_events: {
      help: "Events that a session has not dealt with",
      ...of(({ waiting }) => waiting),
    },
    session_age_seconds: {
      help: "Age of the oldest event that a session has not dealt with",
      ...of(({ age }) => age / 1000),
    },
    session_missed_events: {
      help: "Events that were given up for a session since the start",
      ...of(({ missed }) => missed),
    },
  };
}
