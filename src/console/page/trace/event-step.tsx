/** The event of a message: who got it, and as what. */
import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { ArrowRight, Copy } from "lucide-react";
import { useState } from "react";

import type { Receiver } from "../../../entry.ts";
import type { Frame } from "../../../frames.ts";
import { say } from "../../../words/language.ts";
import { copyText } from "../clipboard.ts";
import { JsonCode } from "../json/json-code.tsx";
import { useName } from "../people/name.ts";
import { IconButton } from "../wire/icon-button.tsx";
import { clientOf, wayOf } from "../wire/party.ts";
import { tellMs } from "../wire/time.ts";
import { useWholeText } from "../wire/use-whole-text.ts";
import { trace as words } from "../words/trace.ts";
import { LeftOut } from "./left-out.tsx";
import { deliveriesOf } from "./tracing.ts";
import type { Tracing } from "./tracing.ts";

export function EventStep({ tracing }: { readonly tracing: Tracing }) {
  const { events, other } = tracing;
  const all = events.length > 0 ? events : other ? [other] : [];
  const [chosen, setChosen] = useState<string>();
  const shown = all.find((frame) => String(frame.id) === chosen) ?? all[0];
  if (!shown) return null;
  const forms = distinctForms(all);
  return (
    <li className="step">
      <span className="when">0</span>
      <span className="knot">
        <ArrowRight aria-hidden />
      </span>
      <div className="what">
        <div className="step-head">
          <b>{say(words.event)}</b> <code>{shown.name}</code>
        </div>
        {events.length > 0 && <Deliveries tracing={tracing} />}
        <LeftOut key={`left out of ${shown.id}`} frame={shown} />
        <div className="pane">
          <div className="pane-head">
            <ToggleGroup
              className="segmented"
              aria-label={say(words.formats)}
              value={[String(shown.id)]}
              onValueChange={([id]) => id && setChosen(id)}
            >
              {forms.map(({ frame, label }) => (
                <Toggle key={frame.id} value={String(frame.id)}>
                  {label}
                </Toggle>
              ))}
            </ToggleGroup>
            <span className="grow" />
            <CopyText frame={shown} />
          </div>
          <EventText key={shown.id} frame={shown} />
        </div>
      </div>
    </li>
  );
}

function EventText({ frame }: { frame: Frame }) {
  return <JsonCode text={useWholeText(frame)} fold={5} />;
}

function CopyText({ frame }: { frame: Frame }) {
  const text = useWholeText(frame);
  return <IconButton label={say(words.copyJson)} Icon={Copy} onClick={() => void copyText(text)} />;
}

function Deliveries({ tracing }: { tracing: Tracing }) {
  return (
    <table className="mini">
      <tbody>
        {deliveriesOf(tracing).map(({ frame, party }) => (
          <DeliveryRow
            key={`${frame.id} ${party.connection ?? party.address}`}
            tracing={tracing}
            frame={frame}
            party={party}
          />
        ))}
      </tbody>
    </table>
  );
}

interface DeliveryRowProps {
  readonly tracing: Tracing;
  readonly frame: Frame;
  readonly party: Receiver;
}

function DeliveryRow({ tracing, frame, party }: DeliveryRowProps) {
  const answer = tracing.answers.get(frame.id);
  const ms = answer?.ms ?? frame.time_ms - tracing.at;
  const owner = useName(frame.account);
  const isBad = answer?.reason !== undefined;
  return (
    <tr title={`${party.client} ${party.address}`}>
      <td className="cut">
        <span className={`dot ${isBad ? "is-bad" : "is-ok"}`} /> {clientOf(party, owner)}
        {isBad && <span className="bad"> {answer.reason}</span>}
      </td>
      <td>
        <code>{frame.account}</code>
      </td>
      <td>{party.format}</td>
      <td>
        <code className="cut">{wayOf(party)}</code>
      </td>
      <td className="num faint">{tellMs(ms)} ms</td>
    </tr>
  );
}

/** The event is another text for each account and format. */
function distinctForms(frames: readonly Frame[]): { frame: Frame; label: string }[] {
  const isOne = new Set(frames.map(({ account }) => account)).size === 1;
  const seen = new Map<string, Frame>();
  for (const frame of frames) {
    const format = frame.text.includes('"message_format":"string"') ? "string" : "array";
    const label = isOne ? format : `${format} · ${frame.account}`;
    if (!seen.has(label)) seen.set(label, frame);
  }
  return Array.from(seen, ([label, frame]) => ({ frame, label }));
}
