/** Is my bot connected? Answered on every view. */
import { say } from "../../../words/language.ts";
import type { Told } from "../../../words/language.ts";
import { usePresence } from "../connections/presence.ts";
import type { Presence } from "../connections/presence.ts";
import { encodeRoute, useRoute } from "../route.ts";
import { useServer } from "../server.ts";
import { bot, connectionCount } from "../words/bot.ts";
import { ago, lasting } from "../words/time.ts";
import { useNow, useServerNow } from "./clock.ts";

interface Look {
  readonly words: Told;
  readonly dot: "is-ok" | "is-warn" | "is-bad" | "is-wait";
}

const looks: Readonly<Record<Presence["is"] | "lost", Look>> = {
  unknown: { words: bot.connecting, dot: "is-wait" },
  none: { words: bot.none, dot: "is-wait" },
  connected: { words: bot.connected, dot: "is-ok" },
  behind: { words: bot.behind, dot: "is-warn" },
  away: { words: bot.away, dot: "is-warn" },
  noBot: { words: bot.noBot, dot: "is-bad" },
  lost: { words: bot.lost, dot: "is-bad" },
};

export function BotState() {
  const route = useRoute();
  const presence = usePresence((state) => state.presence);
  const isLost = useServer(({ link }) => link.is === "lost" || link.is === "refused");
  const is = isLost ? "lost" : presence.is;
  const { words, dot } = looks[is];
  return (
    <a
      className={`bot-state is-${is}`}
      href={encodeRoute({ ...route, view: "connections", more: {} })}
    >
      <span className={`dot ${dot}`} />
      <b className="cut">{say(words)}</b>
      {!isLost && <More presence={presence} />}
    </a>
  );
}

function More({ presence }: { presence: Presence }) {
  switch (presence.is) {
    case "connected":
    case "behind":
      return (
        <span className="only-wide row">
          <i className="sep" />
          {presence.name && <span className="cut client">{presence.name}</span>}
          {presence.since !== undefined && <Since time={presence.since} />}
          <i className="sep" />
          <span className="faint">{say(connectionCount(presence.count))}</span>
        </span>
      );
    case "away":
      return <Left time={presence.at} />;
    case "unknown":
    case "none":
    case "noBot":
      return null;
    default:
      return presence satisfies never;
  }
}

function Since({ time }: { time: number }) {
  return <span className="faint">{say(lasting(useServerNow() - time))}</span>;
}

function Left({ time }: { time: number }) {
  return <span className="only-wide">{say(ago(useNow(1000) - time))}</span>;
}
