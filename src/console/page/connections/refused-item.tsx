/** Somebody who was refused: why, and the way on. */
import type { Refused } from "../../../transports/refused.ts";
import { say } from "../../../words/language.ts";
import { useServerNow } from "../shell/clock.ts";
import { refusalWords } from "../words/refusal.ts";
import { ago } from "../words/time.ts";

export function RefusedItem({ refused }: { refused: Refused }) {
  const { status, address, time_ms, sentence, why } = refused;
  const { what, remedy } = refusalWords[why];
  const when = say(ago(useServerNow() - time_ms));
  return (
    <li title={sentence}>
      <span className="badge is-bad is-mono">{status}</span>
      <span className="two grow">
        <span>{say(what(refused))}</span>
        {remedy && <span className="faint">{say(remedy(refused))}</span>}
      </span>
      <span className="faint where">
        <code>{address}</code> {when}
      </span>
    </li>
  );
}

/** Whether it may have been a bot, and no page of our own. */
export function isAttempt({ path, is_seat }: Refused): boolean {
  return !is_seat && !/^\/(?:console|favicon)/.test(path);
}
