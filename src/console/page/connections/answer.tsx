/** The answer on top: is the bot under test connected, and how does it do? */
import { say } from "../../../words/language.ts";
import { useName } from "../people/name.ts";
import { useServer } from "../server.ts";
import { useServerNow } from "../shell/clock.ts";
import { bot } from "../words/bot.ts";
import {
  comesFrom,
  connections as words,
  isConnected,
  isNotConnected,
  lastCall,
  noCallYet,
} from "../words/connections.ts";
import { ago } from "../words/time.ts";
import { nameOf, usePresence } from "./presence.ts";
import { useRates } from "./rates.ts";
import { isBot } from "./way.ts";

export function Answer() {
  const account = useServer(({ hello }) => hello?.account ?? 0);
  const name = useName(account);
  const presence = usePresence((state) => state.presence);
  const isThere = presence.is === "connected" || presence.is === "behind";
  const look = presence.is === "behind" ? "warn" : isThere ? "ok" : "wait";
  return (
    <section className="panel answer" aria-label={say(words.bots)}>
      <span className={`dot is-${look} big`} />
      <div className="grow">
        <h2>{say((isThere ? isConnected : isNotConnected)(name, account))}</h2>
        <p className="dim">
          <Story />
        </p>
      </div>
      <Tally />
    </section>
  );
}

function Story() {
  const network = useServer((state) => state.network);
  const now = useServerNow();
  const presence = usePresence((state) => state.presence);
  if (presence.is === "noBot") return say(words.sendsEvents);
  const bots = (network?.connections ?? []).filter(isBot);
  const [first] = bots;
  if (!first) return say(presence.is === "connected" ? words.httpPost : words.noBots);
  const { path, address, last_call_ms } = first;
  const client = nameOf(first) ?? say(bot.unnamed);
  const called = last_call_ms > 0 ? lastCall(ago(now - last_call_ms)) : noCallYet;
  return `${say(comesFrom(client, path, address))} · ${say(called)}`;
}

function Tally() {
  const { events, calls } = useRates();
  const network = useServer((state) => state.network);
  const bots = (network?.connections ?? []).filter(isBot);
  const all = bots.reduce((sum, { calls: count }) => sum + count, 0);
  const failed = bots.reduce((sum, { failures }) => sum + failures, 0);
  const medians = bots
    .flatMap(({ median_ms }) => (median_ms === null ? [] : [median_ms]))
    .sort((one, other) => one - other);
  const median = medians[medians.length >> 1];
  const share = all === 0 ? 0 : (failed / all) * 100;
  return (
    <dl className="tally">
      <Figure label={say(words.events)} value={toRate(events)} unit="/s" />
      <Figure label={say(words.calls)} value={toRate(calls)} unit="/s" />
      <Figure
        label={say(words.failed)}
        value={share === 0 ? "0" : share < 10 ? share.toFixed(1) : String(Math.round(share))}
        unit=" %"
        isBad={failed > 0}
      />
      <Figure
        label={say(words.median)}
        value={median === undefined ? "–" : toMilliseconds(median)}
        unit={median === undefined ? "" : " ms"}
      />
    </dl>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  readonly isBad?: boolean;
}

function Figure({ label, value, unit, isBad = false }: FigureProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={isBad ? "bad" : undefined}>
        {value}
        <small>{unit}</small>
      </dd>
    </div>
  );
}

function toMilliseconds(time: number): string {
  return time < 10 ? time.toFixed(time < 1 ? 2 : 1) : String(Math.round(time));
}

function toRate(rate: number): string {
  return rate > 0 && rate < 10 ? rate.toFixed(1) : String(Math.round(rate));
}
