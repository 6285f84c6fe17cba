/** What followed from a message, in order of time and on one scale. */
import { say } from "../../../words/language.ts";
import { trace as words } from "../words/trace.ts";
import { CallStep } from "./call-step.tsx";
import { EventStep } from "./event-step.tsx";
import { countedOf, likelyOf, tookOf } from "./tracing.ts";
import type { Tracing } from "./tracing.ts";
import { window } from "./tracings.ts";

export function TraceSteps({ tracing }: { readonly tracing: Tracing }) {
  const { events, at } = tracing;
  const scale = { from: at, span: Math.max(1, tookOf(tracing)) };
  const likely = likelyOf(tracing);
  return (
    <>
      {events.length === 0 && (
        <div className="note">
          <span>
            <b>{say(words.nobody)}</b>
            <br />
            {say(words.whyNobody)}
          </span>
        </div>
      )}
      <ol className="steps">
        <EventStep tracing={tracing} />
        {countedOf(tracing).map((call) => (
          <CallStep key={call.frame.id} call={call} scale={scale} reply={call.reply} />
        ))}
      </ol>
      {likely.length > 0 && (
        <section className="likely" aria-label={say(words.likely)}>
          <h3 title={say(words.whyLikely)}>{say(words.likely)}</h3>
          <ol className="steps">
            {likely.map((call) => (
              <CallStep
                key={call.frame.id}
                call={call}
                scale={{ from: at, span: window }}
                reply={call.reply}
              />
            ))}
          </ol>
        </section>
      )}
    </>
  );
}
