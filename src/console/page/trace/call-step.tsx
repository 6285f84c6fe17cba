/** A call that followed from a message, or a frame that was none: when, what, with which outcome. */
import { ArrowLeft, CircleX, CornerDownRight, TriangleAlert } from "lucide-react";

import type { Frame } from "../../../frames.ts";
import { say } from "../../../words/language.ts";
import { JsonCode } from "../json/json-code.tsx";
import { useName } from "../people/name.ts";
import { keep } from "../route.ts";
import { fieldsOf, lineOf } from "../wire/content.ts";
import { readCall } from "../wire/copy.ts";
import { allRows } from "../wire/frames.ts";
import { clientOf } from "../wire/party.ts";
import { tellMs } from "../wire/time.ts";
import { toReason } from "../words/reason.ts";
import { trace as words } from "../words/trace.ts";
import { quoted } from "../words/wire.ts";
import { hasFailed, messageOf } from "./tracing.ts";
import type { TracedCall } from "./tracing.ts";

export interface CallStepProps {
  readonly call: TracedCall;
  /** Named beside the call, which is changed in place when it comes. */
  readonly reply: Frame | undefined;
  readonly scale: { readonly from: number; readonly span: number };
}

export function CallStep({ call, scale }: CallStepProps) {
  const { frame, party, reply } = call;
  const isRefused = frame.kind === "refused";
  const mark = isRefused ? "is-warn" : !reply ? "" : hasFailed(call) ? "is-bad" : "is-ok";
  const start = frame.time_ms - scale.from;
  const owner = useName(frame.account);
  const retcode = frame.retcode ?? reply?.retcode;
  return (
    <li className={`step ${mark}`}>
      <span className="when">{tellMs(start)}</span>
      <span className="knot">
        {isRefused ? <TriangleAlert aria-hidden /> : <ArrowLeft aria-hidden />}
      </span>
      <div className="what">
        <div className="step-head">
          {isRefused ? <b>{say(words.refusedFrame)}</b> : <code>{frame.name}</code>}
          <span className="dim cut">{isRefused ? frame.reason : clientOf(party, owner)}</span>
          <span className="grow" />
          <span className={`badge mono ${mark}`}>{retcode ?? "…"}</span>
          <span className="faint took">
            {reply?.ms !== undefined && !isRefused && `${tellMs(reply.ms)} ms`}
          </span>
          <Span start={start / scale.span} length={(reply?.ms ?? 0) / scale.span} />
        </div>
        {isRefused ? (
          <pre className="code" translate="no">
            {frame.text}
          </pre>
        ) : (
          <JsonCode text={JSON.stringify(readCall(frame.text).params)} fold={5} isFlat />
        )}
        <Failure call={call} />
        <Effects call={call} />
      </div>
    </li>
  );
}

function Span({ start, length }: { start: number; length: number }) {
  const place = { insetInlineStart: `${Math.min(start, 0.98) * 100}%`, width: `${length * 100}%` };
  return (
    <span className="span" aria-hidden="true">
      <i style={place} />
    </span>
  );
}

function Failure({ call }: { call: TracedCall }) {
  const sentence = call.reply && fieldsOf(call.reply)?.["message"];
  if (call.frame.kind === "refused" || !hasFailed(call) || typeof sentence !== "string")
    return null;
  return (
    <div className="refusal">
      <CircleX aria-hidden />
      <span title={sentence}>{say(toReason(sentence))}</span>
    </div>
  );
}

/** The message it sent, and what others were told while it ran. */
function Effects({ call }: { call: TracedCall }) {
  const { frame, reply } = call;
  if (!reply || hasFailed(call)) return null;
  const sent = frame.name.includes("send") ? messageOf(reply.text) : undefined;
  const { params } = readCall(frame.text);
  const text = sent === undefined ? "" : lineOf((params as { message?: unknown }).message ?? "");
  const notices = noticesBetween(frame, reply);
  return (
    <>
      {sent !== undefined && (
        <div className="effect">
          <CornerDownRight aria-hidden />
          <span>{say(words.sent)}</span>
          <button type="button" className="link" onClick={() => keep("trace", String(sent))}>
            {sent}
          </button>
          <span className="cut dim">{say(quoted(text))}</span>
        </div>
      )}
      {notices.map((name) => (
        <div className="effect" key={name}>
          <CornerDownRight aria-hidden />
          <span>{say(words.event)}</span>
          <code className="cut">{name}</code>
        </div>
      ))}
    </>
  );
}

const maxNotices = 5;

/** Of the events that went out between a call and its reply those of the same group or person. */
function noticesBetween(call: Frame, reply: Frame): string[] {
  const ids = [...call.text.matchAll(/"(?:group_id|user_id)":"?(\d+)/g)].map(([, id = ""]) => id);
  const names = new Set<string>();
  const rows = allRows();
  for (let at = rows.length - 1; at >= 0 && names.size < maxNotices; at--) {
    const frame = rows[at]?.frame;
    if (!frame || frame.id <= call.id) break;
    if (frame.id >= reply.id || !frame.name.startsWith("notice.")) continue;
    if (ids.every((id) => frame.text.includes(id))) names.add(frame.name);
  }
  return [...names];
}
