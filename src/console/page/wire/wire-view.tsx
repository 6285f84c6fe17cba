/** The view of frames: what flows now, what failed, what is in a frame, how it is sent again. */
import { useCallback, useMemo, useRef, useState } from "react";

import { say } from "../../../words/language.ts";
import { copyText } from "../clipboard.ts";
import { bytesToText } from "../connections/size.ts";
import { useRoute } from "../route.ts";
import { counts, failures, missedFrames, rate, wire as words } from "../words/wire.ts";
import { toCopy } from "./copy.ts";
import { keepAll, readFilter, toTest, useFilter } from "./filter.ts";
import { FrameDetail } from "./frame-detail.tsx";
import { FrameTable } from "./frame-table.tsx";
import { rowOf, useFrames } from "./frames.ts";
import type { Row } from "./row.ts";
import { Shown } from "./shown.ts";
import { Strip } from "./strip.tsx";
import { useKeys } from "./use-keys.ts";
import { useTable } from "./use-table.ts";
import type { Table } from "./use-table.ts";
import { WireTools } from "./wire-tools.tsx";

export function WireView() {
  const filter = useFilter();
  const table = useTable(filter);
  const search = useRef<HTMLInputElement>(null);
  const opened = useRoute(({ more }) => more["frame"]);
  const [chosen, setChosen] = useState<Row>();
  const selected = useSelected(opened ?? chosen?.key, chosen);
  const open = useCallback((row: Row) => {
    setChosen(row);
    keepAll({ frame: row.key });
  }, []);
  const close = () => keepAll({ frame: undefined });

  function step(by: -1 | 1): void {
    const at = selected ? table.rows.indexOf(selected) : table.rows.length;
    const row = table.rows[Math.max(0, Math.min(table.rows.length - 1, at + by))];
    if (!row) return;
    if (by < 0) table.pause("scroll");
    setChosen(row);
    if (opened !== undefined) keepAll({ frame: row.key });
  }

  useKeys({
    " ": () => (table.isPaused ? table.resume("hand") : table.pause("hand")),
    j: () => step(1),
    k: () => step(-1),
    "/": () => search.current?.focus(),
    c: () => selected && void copy(selected),
    r: () => {
      if (!selected) return;
      open(selected);
      requestAnimationFrame(() => document.querySelector<HTMLElement>(".resend textarea")?.focus());
    },
    enter: () => selected && open(selected),
    escape: () => (opened === undefined ? setChosen(undefined) : close()),
  });

  const detail = opened === undefined ? undefined : selected;
  return (
    <div className={`wire${opened === undefined ? "" : " has-detail"}`}>
      <section className="panel" aria-label={say(words.frames)}>
        <WireTools table={table} filter={filter} search={search} />
        <MinuteStrip between={filter.between} />
        <FrameTable table={table} selected={selected} onSelect={open} onStep={step} />
        {table.rows.length === 0 && <Nothing />}
        <Status table={table} />
      </section>
      {detail && <FrameDetail row={detail} onStep={step} onClose={close} />}
      {opened !== undefined && !detail && <Lost onClose={close} />}
    </div>
  );
}

/** The row of a key; one that was chosen stays what it is when the table forgets it. */
function useSelected(key: string | undefined, chosen: Row | undefined): Row | undefined {
  const found = useFrames(() => (key === undefined ? undefined : rowOf(key)));
  return chosen?.key === key ? chosen : found;
}

async function copy(row: Row): Promise<void> {
  await copyText(toCopy("JSON", row, row.frame.text) ?? "");
}

/** It shows what passes the filter, whatever part of the minute the table shows. */
function MinuteStrip({ between }: { between: readonly [number, number] | undefined }) {
  const more = useRoute((route) => route.more);
  const { between: _, frame: __, ...rest } = more;
  const key = JSON.stringify(rest);
  const shown = useMemo(() => {
    const test = toTest(readFilter(JSON.parse(key) as typeof rest));
    return new Shown(test, () => false);
  }, [key]);
  return <Strip shown={shown} between={between} />;
}

function Nothing() {
  const hasFrames = useFrames((state) => state.total > 0);
  return (
    <div className="empty">
      <p>{say(hasFrames ? words.noneMatches : words.none)}</p>
      {hasFrames && (
        <button
          type="button"
          className="button is-small"
          onClick={() =>
            keepAll({
              q: undefined,
              kind: undefined,
              client: undefined,
              account: undefined,
              action: undefined,
              between: undefined,
            })
          }
        >
          {say(words.clearFilter)}
        </button>
      )}
    </div>
  );
}

function Lost({ onClose }: { onClose: () => void }) {
  const isWhole = useFrames((state) => state.isWhole);
  if (!isWhole) return null;
  return (
    <aside className="panel detail" aria-label={say(words.frame)}>
      <div className="empty">
        <p>{say(words.lost)}</p>
        <button type="button" className="button is-small" onClick={onClose}>
          {say(words.close)}
        </button>
      </div>
    </aside>
  );
}

/** Seconds over which the rate is told. */
const rateOver = 5;

function Status({ table }: { table: Table }) {
  const { total, missed } = useFrames();
  const { frames, bytes } = rateOf(table.rows);
  return (
    <footer className="status">
      <span>{say(counts(total, table.rows.length))}</span>
      <span>{say(rate(Math.round(frames / rateOver)))}</span>
      <span>{bytesToText(Math.round(bytes / rateOver))}/s</span>
      {table.failed > 0 && <span className="bad">{say(failures(table.failed))}</span>}
      {missed > 0 && <span className="warn">{say(missedFrames(missed))}</span>}
      <span className="grow" />
      <span className="keys">
        <kbd>J</kbd> <kbd>K</kbd> {say(words.move)}
      </span>
      <span className="keys">
        <kbd>C</kbd> {say(words.copyIt)}
      </span>
      <span className="keys">
        <kbd>R</kbd> {say(words.sendIt)}
      </span>
    </footer>
  );
}

function rateOf(rows: readonly Row[]): { frames: number; bytes: number } {
  const start = Date.now() - rateOver * 1000;
  let frames = 0;
  let bytes = 0;
  for (let at = rows.length - 1; at >= 0; at--) {
    const frame = rows[at]?.frame;
    if (!frame || frame.time_ms < start) break;
    frames++;
    bytes += frame.size;
  }
  return { frames, bytes };
}
