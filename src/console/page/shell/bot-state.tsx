/** Is my bot connected? Answered on every view. */
import { say } from "../../../words/language.ts";
import { encodeRoute, useRoute } from "../route.ts";
import { useServer } from "../server.ts";
import { bot, connectionCount } from "../words/bot.ts";

/** Bytes that a bot may leave unread before it counts as behind. */
const behindFrom = 262_144;

export function BotState() {
  const route = useRoute();
  const isOpen = useServer(({ link }) => link.is === "open");
  const network = useServer((state) => state.network);
  const bots = (network?.connections ?? []).filter(({ is_seat }) => !is_seat);
  const isBehind = bots.some(({ unread_bytes }) => unread_bytes > behindFrom);
  const [first] = bots;
  const { words, dot } = !isOpen
    ? { words: bot.lost, dot: "is-bad" }
    : !first
      ? { words: bot.none, dot: "is-wait" }
      : isBehind
        ? { words: bot.behind, dot: "is-warn" }
        : { words: bot.connected, dot: "is-ok" };
  return (
    <a
      className={`bot-state${first ? "" : " is-out"}`}
      href={encodeRoute({ ...route, view: "connections", more: {} })}
    >
      <span className={`dot ${dot}`} />
      <b>{say(words)}</b>
      {first && <span className="only-wide faint">{say(connectionCount(bots.length))}</span>}
    </a>
  );
}
