/** The frames, of which only those in sight are drawn. */
import { useEffect, useLayoutEffect, useRef, useState } from "react";

import { say } from "../../../words/language.ts";
import { useServer } from "../server.ts";
import { useWidth } from "../shell/width.ts";
import { wire as words } from "../words/wire.ts";
import { FrameRow } from "./frame-row.tsx";
import { pairOf } from "./row.ts";
import type { Row } from "./row.ts";
import type { Table } from "./use-table.ts";

export interface FrameTableProps {
  readonly table: Table;
  readonly selected: Row | undefined;
  readonly onSelect: (row: Row) => void;
  readonly onStep: (step: -1 | 1) => void;
}

/** Pixels; on a phone a row has two lines. */
const rowHeight = 28;
const tallHeight = 56;
/** Rows that are drawn beyond what is in sight. */
const beyond = 8;

const columns = ["time", "", "client", "account", "kind", "name", "content"] as const;
/** The frame of the page has one that is called content. */
const classes: Readonly<Record<string, string>> = { "": "dir", content: "said" };

export function FrameTable({ table, selected, onSelect, onStep }: FrameTableProps) {
  const { rows, version, isPaused } = table;
  const scroller = useRef<HTMLDivElement>(null);
  const height = useWidth() < 720 ? tallHeight : rowHeight;
  const [{ top: scrolled, sight }, setPlace] = useState<Place>({ top: 0, sight: 900 });
  const look = (element: HTMLElement) => setPlace((before) => placeOf(element, before));

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setPlace((before) => placeOf(element, before)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && !isPaused) element.scrollTop = element.scrollHeight;
  }, [version, isPaused, height]);
  const at = selected ? rows.indexOf(selected) : -1;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && at >= 0) show(element, { from: at * height, height });
  }, [at, height]);

  function onScroll(): void {
    const element = scroller.current;
    if (!element) return;
    look(element);
    const left = element.scrollHeight - element.scrollTop - element.clientHeight;
    if (left > height * 1.5) table.pause("scroll");
    else table.resume("scroll");
  }

  // Live one sees the end, wherever that has moved to.
  const top = isPaused ? scrolled : Math.max(0, rows.length * height - sight);
  const first = Math.max(0, Math.floor(top / height) - beyond);
  const last = Math.min(rows.length, Math.ceil((top + sight) / height) + beyond);
  // The same few elements are filled with other rows: to make new ones costs more.
  const pool = Math.ceil(sight / height) + 2 * beyond + 2;
  const people = useServer((state) => state.people);
  const pair = selected && pairOf(selected);
  return (
    <div
      className="frames"
      role="grid"
      aria-label={say(words.frames)}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={at >= first && at < last ? `frame-${selected?.key}` : undefined}
      tabIndex={0}
      onKeyDown={(event) => {
        const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : undefined;
        if (!by) return;
        event.preventDefault();
        onStep(by);
      }}
    >
      <Head />
      <div className="scroll" role="rowgroup" ref={scroller} onScroll={onScroll}>
        <div role="presentation" className="all" style={{ height: rows.length * height }}>
          {rows.slice(first, last).map((row, index) => (
            <FrameRow
              key={(first + index) % pool}
              row={row}
              reply={row.reply}
              at={first + index}
              top={(first + index) * height}
              isHere={row === selected}
              isPaired={row !== selected && pairOf(row) === pair}
              people={people}
              onSelect={onSelect}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface Place {
  readonly top: number;
  readonly sight: number;
}

function placeOf({ scrollTop: top, clientHeight: sight }: HTMLElement, before: Place): Place {
  return before.top === top && before.sight === sight ? before : { top, sight };
}

function Head() {
  return (
    <div role="rowgroup" className="head">
      <div role="row" aria-rowindex={1} className="frame">
        {columns.map((column) => (
          <span key={column} role="columnheader" className={classes[column] ?? column}>
            {column ? say(words[column]) : <span className="sr">{say(words.direction)}</span>}
          </span>
        ))}
        <span role="columnheader" className="retcode">
          retcode
        </span>
        <span role="columnheader" className="ms">
          ms
        </span>
        <span role="columnheader" className="size">
          {say(words.size)}
        </span>
      </div>
    </div>
  );
}

/** Scrolls no further than is needed. */
function show(element: HTMLElement, { from, height }: { from: number; height: number }): void {
  if (from < element.scrollTop) element.scrollTop = from;
  const end = from + height - element.clientHeight;
  if (end > element.scrollTop) element.scrollTop = end;
}
