/** One frame, with the one that belongs to it: what it says, and how to say it again. */
import { Tabs } from "@base-ui/react/tabs";
import { ArrowDown, ArrowDownLeft, ArrowUp, ArrowUpRight, CircleX, X } from "lucide-react";

import { say } from "../../../words/language.ts";
import { bytesToText } from "../connections/size.ts";
import { JsonCode } from "../json/json-code.tsx";
import { useName } from "../people/name.ts";
import { TraceSteps } from "../trace/trace-steps.tsx";
import { useTracingOf } from "../trace/tracings.ts";
import { toReason } from "../words/reason.ts";
import { kindWords, took, cutOff, wire as words } from "../words/wire.ts";
import { fieldsOf } from "./content.ts";
import { CopyButtons } from "./copy-buttons.tsx";
import { Code } from "./frame-row.tsx";
import { rowOf } from "./frames.ts";
import { IconButton } from "./icon-button.tsx";
import { clientOf, wayOf } from "./party.ts";
import { Resend } from "./resend.tsx";
import { isFailed, isSent, tookOf } from "./row.ts";
import type { Row } from "./row.ts";
import { exactTime, tellMs } from "./time.ts";
import { useWholeText } from "./use-whole-text.ts";

export interface FrameDetailProps {
  readonly row: Row;
  /** Goes to the frame before or after. */
  readonly onStep: (step: -1 | 1) => void;
  readonly onClose: () => void;
}

export function FrameDetail({ row, onStep, onClose }: FrameDetailProps) {
  const { frame } = row;
  const call = frame.of === undefined ? row : (rowOf(String(frame.of)) ?? row);
  const text = useWholeText(frame);
  return (
    <aside className="panel detail" aria-label={say(words.frame)}>
      <header className="panel-head">
        {isSent(row) ? <ArrowUpRight className="dir out" /> : <ArrowDownLeft className="dir in" />}
        <h2 className="mono cut">{frame.name || say(kindWords[frame.kind])}</h2>
        <Code row={row} />
        <span className="grow" />
        <IconButton label={say(words.previous)} onClick={() => onStep(-1)} Icon={ArrowUp} />
        <IconButton label={say(words.next)} onClick={() => onStep(1)} Icon={ArrowDown} />
        <IconButton label={say(words.close)} onClick={onClose} Icon={X} />
      </header>
      <Facts row={row} call={call} />
      <Tabs.Root className="detail-tabs" defaultValue="frame" key={frame.id}>
        <Tabs.List className="tabs">
          <Tabs.Tab value="frame">{say(kindWords[frame.kind])}</Tabs.Tab>
          {frame.kind !== "event" && frame.kind !== "reply" && (
            <Tabs.Tab value="reply">{say(words.reply)}</Tabs.Tab>
          )}
          <Tabs.Tab value="raw">
            {say(words.raw)} <span className="faint">{bytesToText(frame.size)}</span>
          </Tabs.Tab>
          <Tabs.Tab value="trace">{say(words.trace)}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="frame" className="detail-body">
          <JsonCode text={text} fold={40} />
          <Reason row={row} />
          {frame.kind === "reply" ? <Pair row={call} /> : <ItsReply row={row} />}
          {call.frame.kind !== "event" && <Resend key={call.key} call={call} />}
        </Tabs.Panel>
        <Tabs.Panel value="reply" className="detail-body">
          {row.reply ? <FrameText row={{ ...row, frame: row.reply }} /> : <NoReply />}
        </Tabs.Panel>
        <Tabs.Panel value="raw" className="detail-body">
          <pre className="code raw" translate="no">
            {text}
          </pre>
          {text.length < frame.size && <p className="faint">{say(cutOff(frame.size))}</p>}
        </Tabs.Panel>
        <Tabs.Panel value="trace" className="detail-body">
          <TraceOf row={call} />
        </Tabs.Panel>
      </Tabs.Root>
      <CopyButtons row={row} text={text} />
    </aside>
  );
}

function Facts({ row, call }: { row: Row; call: Row }) {
  const { frame, party } = row;
  const name = useName(frame.account);
  const ms = tookOf(call);
  return (
    <dl className="kv">
      <dt>{say(words.client)}</dt>
      <dd>
        {clientOf(party, name)}{" "}
        <span className="faint">
          {[party.address, wayOf(party), frame.kind === "event" ? party.format : ""]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </dd>
      <dt>{say(words.account)}</dt>
      <dd>
        {name} <code className="faint">{frame.account}</code>
      </dd>
      <dt>{say(words.time)}</dt>
      <dd>
        {exactTime(frame.time_ms)}{" "}
        {ms !== undefined && <span className="faint">{say(took(tellMs(ms)))}</span>}
      </dd>
    </dl>
  );
}

/** Why it failed, in the server's words. */
function Reason({ row }: { row: Row }) {
  const answer = row.frame.kind === "reply" ? row.frame : row.reply;
  const message = answer && fieldsOf(answer)?.["message"];
  const sentence = row.frame.reason ?? answer?.reason ?? message;
  if (!isFailed(row) || typeof sentence !== "string") return null;
  return (
    <div className="note is-bad">
      <CircleX />
      <span title={sentence}>{say(toReason(sentence))}</span>
    </div>
  );
}

function ItsReply({ row }: { row: Row }) {
  if (!row.reply) return row.frame.kind === "call" ? <NoReply /> : null;
  return (
    <div className="pair">
      <span className="faint">{say(words.itsReply)}</span>
      <JsonCode text={row.reply.text} fold={12} isFlat />
    </div>
  );
}

function Pair({ row }: { row: Row }) {
  if (row.frame.kind === "reply") return null;
  return (
    <div className="pair">
      <span className="faint">{say(kindWords[row.frame.kind])}</span>
      <JsonCode text={row.frame.text} fold={12} isFlat />
    </div>
  );
}

function FrameText({ row }: { row: Row }) {
  return <JsonCode text={useWholeText(row.frame)} fold={40} />;
}

function NoReply() {
  return <p className="faint">{say(words.noReply)}</p>;
}

/** The trace of the message that it brought, or that it may answer. */
function TraceOf({ row }: { row: Row }) {
  const tracing = useTracingOf(row.frame);
  return tracing ? (
    <TraceSteps tracing={tracing} />
  ) : (
    <p className="faint">{say(words.noMessage)}</p>
  );
}
