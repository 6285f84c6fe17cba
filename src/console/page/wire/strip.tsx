/** The last minute as a strip of bars; a part of it that is dragged over is all the table shows. */
import { useEffect, useRef, useState } from "react";

import { say } from "../../../words/language.ts";
import { lastSeconds, wire as words } from "../words/wire.ts";
import { keepAll } from "./filter.ts";
import type { Filter } from "./filter.ts";
import { isFailed } from "./row.ts";
import type { Row } from "./row.ts";
import type { Shown } from "./shown.ts";

export interface StripProps {
  /** What passes the filter at any time; looked at now and then. */
  readonly shown: Shown;
  readonly between: Filter["between"];
}

const span = 60_000;
const bars = 120;
const each = span / bars;
/** Milliseconds between looks. */
const lookEvery = 500;

interface Bar {
  readonly count: number;
  readonly isBad: boolean;
}

export function Strip({ shown, between }: StripProps) {
  const [now, setNow] = useState(Date.now);
  const [drag, setDrag] = useState<readonly [number, number]>();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), lookEvery);
    return () => clearInterval(timer);
  }, []);
  const end = Math.ceil(now / each) * each;
  const start = end - span;
  shown.update();
  const all = count(shown.rows, start);
  const most = Math.max(1, ...all.map((bar) => bar.count));
  const window = drag ?? between;
  const seconds = between ? Math.round((end - between[0]) / 1000) : span / 1000;

  function timeAt(x: number): number {
    const { left, width } = element.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    return start + Math.min(1, Math.max(0, (x - left) / width)) * span;
  }

  function narrow(times: readonly [number, number] | undefined): void {
    setDrag(undefined);
    const [from, to] = times ? [Math.min(...times), Math.max(...times)] : [0, 0];
    const isClick = to - from < each;
    keepAll({ between: isClick ? undefined : `${Math.round(from)}-${Math.round(to)}` });
  }

  return (
    <div
      ref={element}
      className="strip"
      role="slider"
      tabIndex={0}
      aria-label={say(words.strip)}
      aria-valuemin={1}
      aria-valuemax={span / 1000}
      aria-valuenow={Math.max(1, Math.min(span / 1000, seconds))}
      aria-valuetext={say(lastSeconds(seconds))}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag([timeAt(event.clientX), timeAt(event.clientX)]);
      }}
      onPointerMove={({ clientX }) => drag && setDrag([drag[0], timeAt(clientX)])}
      onPointerUp={() => narrow(drag)}
      onPointerCancel={() => setDrag(undefined)}
      onKeyDown={(event) => {
        const step = { ArrowLeft: 1, ArrowRight: -1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        const wanted = between ? seconds + step : step > 0 ? 60 : 30;
        narrow(wanted >= 1 && wanted < 60 ? [end - wanted * 1000, end] : undefined);
      }}
    >
      <svg viewBox={`0 0 ${bars} 1`} preserveAspectRatio="none" aria-hidden="true">
        {all.map(({ count: height, isBad }, at) => (
          <rect
            // A bar is its place.
            key={at}
            className={isBad ? "bad" : isWithin(start + at * each, window) ? "in" : undefined}
            x={at + 0.15}
            width={0.7}
            y={1 - height / most}
            height={height / most}
          />
        ))}
      </svg>
      {window && <span className="window" style={placeOf(window, start)} />}
    </div>
  );
}

function count(rows: readonly Row[], start: number): Bar[] {
  const all = Array.from({ length: bars }, () => ({ count: 0, isBad: false }));
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at];
    if (!row || row.frame.time_ms < start) break;
    const bar = all[Math.floor((row.frame.time_ms - start) / each)];
    if (!bar) continue;
    bar.count++;
    bar.isBad ||= isFailed(row);
  }
  return all;
}

function isWithin(time: number, window: readonly [number, number] | undefined): boolean {
  if (!window) return true;
  return time + each >= Math.min(...window) && time <= Math.max(...window);
}

function placeOf(window: readonly [number, number], start: number): React.CSSProperties {
  const [from, to] = [Math.min(...window), Math.max(...window)].map(
    (time) => Math.min(1, Math.max(0, (time - start) / span)) * 100,
  );
  return { insetInlineStart: `${from}%`, width: `${(to ?? 0) - (from ?? 0)}%` };
}
