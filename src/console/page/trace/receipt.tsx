/** One line below a message: what the bots did with it. It opens the trace. */
import { Check, CheckCheck, CircleAlert, Minus } from "lucide-react";

import { say } from "../../../words/language.ts";
import type { Told } from "../../../words/language.ts";
import { nameOf } from "../people/name.ts";
import { keep, useRoute } from "../route.ts";
import { useServer } from "../server.ts";
import { clientOf } from "../wire/party.ts";
import { tellMs } from "../wire/time.ts";
import { answeredBy, delivered, failedCalls, receipt as words } from "../words/receipt.ts";
import { countedOf, deliveriesOf, failuresOf, refusedOf, tookOf } from "./tracing.ts";
import type { Tracing } from "./tracing.ts";
import { useTracing } from "./tracings.ts";

export interface ReceiptProps {
  /** The message's number, once it has one. */
  readonly message: number | undefined;
}

interface Summary {
  readonly told: Told;
  readonly mark: string;
  readonly Icon: typeof Check;
}

export function Receipt({ message }: ReceiptProps) {
  const tracing = useTracing(message);
  useServer((state) => state.people);
  const isTraced = useRoute(
    ({ more }) => message !== undefined && more["trace"] === String(message),
  );
  if (!tracing || message === undefined) return null;
  const names = namesOf(tracing);
  const summary = summarize(tracing, names);
  if (!summary) return null;
  const { told, mark, Icon } = summary;
  return (
    <button
      type="button"
      className={`receipt ${mark}`}
      aria-expanded={isTraced}
      aria-keyshortcuts="t"
      title={`${names.join("\n")}${names.length > 0 ? "\n" : ""}${say(words.trace)}`}
      onClick={() => keep("trace", isTraced ? undefined : String(message))}
    >
      <Icon aria-hidden />
      <span className="cut">{say(told)}</span>
    </button>
  );
}

/** Those who got it, each once. */
function namesOf(tracing: Tracing): string[] {
  const all = deliveriesOf(tracing).map(({ frame, party }) =>
    clientOf(party, nameOf(frame.account)),
  );
  return [...new Set(all)];
}

function summarize(tracing: Tracing, names: readonly string[]): Summary | undefined {
  const { events, sentBy } = tracing;
  const calls = countedOf(tracing);
  const [first] = names;
  if (events.length === 0 || first === undefined) {
    // What bots say to people who have none is nothing to wonder about.
    const isOwn = sentBy?.parties.some(({ isSeat }) => isSeat) ?? false;
    return isOwn ? { told: words.none, mark: "is-none", Icon: Minus } : undefined;
  }
  const who = names.length === 1 ? first : undefined;
  const refused = refusedOf(tracing);
  const count = calls.length - refused;
  const failed = failuresOf(tracing) - refused + lostPosts(tracing);
  if (calls.length === 0 && failed === 0)
    return { told: delivered(who, names.length), mark: "is-delivered", Icon: Check };
  if (failed + refused > 0) {
    const told = failedCalls(who, { count, failed, refused });
    return { told, mark: "is-bad", Icon: CircleAlert };
  }
  const told = answeredBy(who, { count, ms: tellMs(tookOf(tracing)) });
  return { told, mark: "is-done", Icon: CheckCheck };
}

function lostPosts({ answers }: Tracing): number {
  return [...answers.values()].filter(({ reason }) => reason !== undefined).length;
}
