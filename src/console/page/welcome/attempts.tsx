/** Who tried to connect and could not, and why. */
import type { LinkInfo } from "../../../transports/link.ts";
import type { Refused } from "../../../transports/refused.ts";
import { say } from "../../../words/language.ts";
import { nameOf, usePresence } from "../connections/presence.ts";
import { isAttempt } from "../connections/refused-item.tsx";
import { reasonOf } from "../connections/way-text.ts";
import { isBot } from "../connections/way.ts";
import { useServer } from "../server.ts";
import { useServerNow } from "../shell/clock.ts";
import { bot } from "../words/bot.ts";
import { connections as connectionWords, tryCount } from "../words/connections.ts";
import { refusalWords } from "../words/refusal.ts";
import { ago, until } from "../words/time.ts";
import { times, welcome as words } from "../words/welcome.ts";

const maxShown = 5;

export function Attempts() {
  const network = useServer((state) => state.network);
  const presence = usePresence((state) => state.presence);
  const links = (network?.links ?? []).filter(({ is_open, failures }) => !is_open && failures > 0);
  const groups = group((network?.refused ?? []).filter(isAttempt)).slice(0, maxShown);
  const isEmpty = links.length === 0 && groups.length === 0 && presence.is !== "noBot";
  return (
    <section className="attempts" aria-label={say(words.why)} aria-live="polite">
      <h3>{say(words.why)}</h3>
      {isEmpty ? (
        <p className="faint">{say(words.nobodyTried)}</p>
      ) : (
        <ul className="list panel">
          {presence.is === "noBot" && <NoBot />}
          {groups.map(({ last, count }) => (
            <Attempt key={keyOf(last)} refused={last} count={count} />
          ))}
          {links.map((link) => (
            <FailedLink key={`${link.url} ${link.role}`} link={link} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Attempt({ refused, count }: { refused: Refused; count: number }) {
  const { status, address, time_ms, sentence, why } = refused;
  const { what, remedy } = refusalWords[why];
  const when = say(ago(useServerNow() - time_ms));
  const often = count > 1 ? ` · ${say(times(count))}` : "";
  return (
    <li title={sentence}>
      <span className="badge is-bad is-mono">{status}</span>
      <span className="two grow">
        <b>{say(what(refused))}</b>
        {remedy && <span className="dim">{say(remedy(refused))}</span>}
        <span className="faint">{`${address} · ${when}${often}`}</span>
      </span>
    </li>
  );
}

function NoBot() {
  const network = useServer((state) => state.network);
  const [first] = (network?.connections ?? []).filter(isBot);
  if (!first) return null;
  return (
    <li>
      <span className="dot is-bad" />
      <span className="two grow">
        <b>{say(bot.noBot)}</b>
        <span className="dim">{say(connectionWords.sendsEvents)}</span>
        <span className="faint">{`${nameOf(first) ?? say(bot.unnamed)} · ${first.address}`}</span>
      </span>
    </li>
  );
}

function FailedLink({ link }: { link: LinkInfo }) {
  const now = useServerNow();
  const waits = link.next_try_ms > 0 ? until(link.next_try_ms - now) : undefined;
  return (
    <li>
      <span className="dot is-bad" />
      <span className="two grow">
        <b>
          {say(words.linkFails)} <code>{link.url}</code>
        </b>
        <span className="dim">{say(reasonOf(link))}</span>
        <span className="faint">{say(tryCount(link.failures, waits))}</span>
      </span>
    </li>
  );
}

/** One that tries again and again is one, the newest first. */
function group(refused: readonly Refused[]): { last: Refused; count: number }[] {
  const groups = Map.groupBy(refused.toReversed(), keyOf);
  return [...groups.values()].flatMap((all) => {
    const [last] = all;
    return last ? [{ last, count: all.length }] : [];
  });
}

function keyOf({ why, path, address, sentence }: Refused): string {
  return `${why} ${path} ${address} ${sentence}`;
}
