/** The trace of a message, beside the chats. */
import { Activity, ArrowDown, ArrowUp, Copy, Route, X } from "lucide-react";
import { useEffect, useRef } from "react";

import { say } from "../../../words/language.ts";
import { copyText } from "../clipboard.ts";
import { Avatar } from "../people/avatar.tsx";
import { useName } from "../people/name.ts";
import { go, keep, useRoute } from "../route.ts";
import { fieldsOf, lineOf } from "../wire/content.ts";
import { useFrames } from "../wire/frames.ts";
import { IconButton } from "../wire/icon-button.tsx";
import { exactTime, tellMs } from "../wire/time.ts";
import { useKeys } from "../wire/use-keys.ts";
import { partlyLost, trace as words, traceOf } from "../words/trace.ts";
import { TraceSteps } from "./trace-steps.tsx";
import { countedOf, deliveriesOf, failuresOf, refusedOf, tookOf } from "./tracing.ts";
import type { Tracing } from "./tracing.ts";
import { answered, useTracing } from "./tracings.ts";

/** Pixels. */
export const drawerWidth = 560;

export function TraceDrawer() {
  const message = useRoute(({ more }) => more["trace"]) ?? "";
  const tracing = useTracing(Number(message));
  const { isWhole, missed } = useFrames();
  const others = answered();
  const step = (by: -1 | 1) => {
    const next = neighbour(others, { message: Number(message), by });
    if (next !== undefined) keep("trace", String(next));
  };
  const close = () => keep("trace", undefined);
  const drawer = useFocus();
  const isWithin = (by: -1 | 1) => () =>
    (drawer.current?.contains(document.activeElement) ?? false) && step(by);
  useKeys({ escape: close, arrowup: isWithin(-1), arrowdown: isWithin(1) });
  return (
    <aside ref={drawer} className="panel drawer" aria-label={say(words.trace)} tabIndex={-1}>
      <header className="panel-head">
        <Route aria-hidden />
        <h2 className="cut">{say(traceOf(message))}</h2>
        <span className="grow" />
        <IconButton label={say(words.previous)} Icon={ArrowUp} onClick={() => step(-1)} />
        <IconButton label={say(words.next)} Icon={ArrowDown} onClick={() => step(1)} />
        {tracing && (
          <IconButton label={say(words.copy)} Icon={Copy} onClick={() => void copy(tracing)} />
        )}
        <IconButton label={say(words.close)} Icon={X} onClick={close} />
      </header>
      {tracing ? (
        <>
          <Sum tracing={tracing} />
          <div className="drawer-body" key={message}>
            {missed > 0 && <p className="note is-warn">{say(partlyLost(missed))}</p>}
            <TraceSteps tracing={tracing} />
          </div>
        </>
      ) : (
        <p className="empty">{say(isWhole ? words.lost : words.loading)}</p>
      )}
      <footer className="drawer-foot">
        <span className="faint grow">{say(words.window)}</span>
        {tracing && (
          <button type="button" className="button is-small" onClick={() => showInWire(tracing)}>
            <Activity />
            {say(words.inWire)}
          </button>
        )}
      </footer>
    </aside>
  );
}

/** Takes the focus, and gives it back in the end. */
function useFocus() {
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    const own = element.current;
    const before = document.activeElement;
    own?.focus();
    return () => {
      const isLeft =
        document.activeElement === document.body || own?.contains(document.activeElement);
      if (isLeft && before instanceof HTMLElement) before.focus();
    };
  }, []);
  return element;
}

function Sum({ tracing }: { tracing: Tracing }) {
  const { events, other, at } = tracing;
  const calls = countedOf(tracing);
  const event = events[0] ?? other;
  const fields = event && fieldsOf(event);
  const sender = fields?.["sender"] as { card?: string; nickname?: string } | undefined;
  const id = Number(fields?.["user_id"] ?? 0);
  const known = useName(id);
  const [failed, refused] = [failuresOf(tracing), refusedOf(tracing)];
  const name = sender?.card || sender?.nickname || known;
  return (
    <div className="sum">
      {fields && (
        <div className="row">
          <Avatar id={id} name={name} size={24} />
          <span className="cut grow">
            <b>{name}</b> {lineOf(fields["message"] ?? "")}
          </span>
          <time className="faint">{exactTime(at).slice(0, 8)}</time>
        </div>
      )}
      <div className="facts">
        <Fact word={say(words.deliveredTo)} value={deliveriesOf(tracing).length} />
        <Fact word={say(words.calls)} value={calls.length - refused} />
        {failed > refused && <Fact word={say(words.failed)} value={failed - refused} isBad />}
        {refused > 0 && <Fact word={say(words.refused)} value={refused} isBad />}
        {calls.length > 0 && (
          <Fact word={say(words.took)} value={`${tellMs(tookOf(tracing))} ms`} />
        )}
      </div>
    </div>
  );
}

function Fact({
  word,
  value,
  isBad = false,
}: {
  word: string;
  value: number | string;
  isBad?: boolean;
}) {
  return (
    <span className={isBad ? "bad" : undefined}>
      {word} <b>{value}</b>
    </span>
  );
}

function neighbour(
  messages: readonly number[],
  { message, by }: { message: number; by: -1 | 1 },
): number | undefined {
  const at = messages.indexOf(message);
  return at >= 0 ? messages[at + by] : by < 0 ? messages.at(-1) : messages[0];
}

function showInWire({ events, other, sentBy }: Tracing): void {
  const frame = events[0] ?? other ?? sentBy;
  go({ view: "wire", more: frame ? { frame: String(frame.id) } : {} });
}

async function copy(tracing: Tracing): Promise<void> {
  const { events, calls, message } = tracing;
  const told = {
    message_id: message,
    events: events.map(({ time_ms, text, parties }) => ({ time_ms, parties, event: read(text) })),
    calls: calls.map(({ frame, reply }) => ({
      time_ms: frame.time_ms,
      call: read(frame.text),
      ...(frame.reason !== undefined && { reason: frame.reason }),
      ...(reply && { ms: reply.ms, reply: read(reply.text) }),
    })),
  };
  await copyText(JSON.stringify(told, undefined, 2));
}

/** Of what is cut off or no JSON the text. */
function read(text: string): unknown {
  return fieldsOf({ text }) ?? text;
}
