/** What a fault does to what it strikes. */
import { say } from "../../../words/language.ts";
import { later, world as words } from "../words/world.ts";
import type { Fault } from "./faults.ts";

export function EffectBadges({ fault }: { fault: Fault }) {
  const { retcode, delay_ms, drop, duplicate, hold } = fault;
  return (
    <>
      {retcode !== undefined && <span className="badge is-bad is-mono">→ {retcode}</span>}
      {delay_ms !== undefined && <span className="badge is-warn">{say(later(delay_ms))}</span>}
      {drop && (
        <span className="badge is-bad">
          {say(drop === "reply" ? words.dropReply : words.dropConnection)}
        </span>
      )}
      {hold && <span className="badge is-warn">{say(words.hold)}</span>}
      {duplicate && <span className="badge is-warn">{say(words.twice)}</span>}
    </>
  );
}
