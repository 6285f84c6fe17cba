/** The frames that the page knows: all that the server keeps, and those that come while somebody looks. */
import { create } from "zustand";

import type { Frame } from "../../../frames.ts";
import type { FrameBatch } from "../../telling.ts";
import { useRoute } from "../route.ts";
import { followFrames, onFrames, useServer } from "../server.ts";
import { toRows } from "./row.ts";
import type { Row } from "./row.ts";

export interface FramesState {
  /** Grows with every change of the rows, which are changed where they are. */
  readonly version: number;
  /** How many frames the server has told, and could not tell. */
  readonly total: number;
  readonly missed: number;
  /** The oldest frame that is known; what was before has fallen out of the ring. */
  readonly first: number;
  /** Whether what the server had at first has come. */
  readonly isWhole: boolean;
}

const nothing: FramesState = { version: 0, total: 0, missed: 0, first: 1, isWhole: false };

export const useFrames = create<FramesState>(() => nothing);

/** Somebody who wants to see each frame once. */
export interface FrameReader {
  take(frame: Frame): void;
  forget(): void;
}

const maxRows = 20_000;
/** Rows that go at once, so that each of them costs little. */
const slack = 2000;

let rows: Row[] = [];
/** The rows that may be answered, by their frames. */
let asked = new Map<number, Row>();
let order = 0;
let since = 0;
let next = 1;
const readers = new Set<FrameReader>();

/** Follows frames as long as a view is open that shows something of them. */
export function startFrames(): () => void {
  const ends = [
    onFrames(take),
    useServer.subscribe((now, before) => {
      if (now.link.is === "open" && before.link.is !== "open") follow();
    }),
    useRoute.subscribe((now, before) => {
      if (isLooking(now.view) !== isLooking(before.view)) follow();
    }),
  ];
  follow();
  return () => {
    for (const end of ends) end();
  };
}

/** All rows, oldest first; the list is changed in place. */
export function allRows(): readonly Row[] {
  return rows;
}

export function rowOf(key: string): Row | undefined {
  const id = Number.parseInt(key, 10);
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((rows[middle]?.frame.id ?? 0) < id) from = middle + 1;
    else to = middle;
  }
  for (let at = from; rows[at]?.frame.id === id; at++) if (rows[at]?.key === key) return rows[at];
  return undefined;
}

/** Has somebody read what is known and what comes; gives how to end it. */
export function readFrames(reader: FrameReader): () => void {
  readers.add(reader);
  let last = 0;
  for (const { frame } of rows) {
    if (frame.id > last) reader.take(frame);
    last = frame.id;
  }
  return () => readers.delete(reader);
}

/** Empties the table; the server keeps what it has. */
export function clearFrames(): void {
  rows = [];
  asked = new Map();
  useFrames.setState(({ version }) => ({ version: version + 1, total: 0, missed: 0 }));
}

function follow(): void {
  followFrames(next, { isLive: isLooking(useRoute.getState().view) });
}

function isLooking(view: string): boolean {
  return view === "chat" || view === "wire";
}

function take(batch: FrameBatch): void {
  if (batch.since !== since) {
    const isAnother = since !== 0;
    forget(batch.since);
    // Another server counts from 1 again.
    if (isAnother) return follow();
  }
  for (const frame of batch.frames) takeFrame(frame);
  trim();
  useFrames.setState(({ version, total, missed, first, isWhole }) => ({
    version: version + 1,
    total: total + batch.frames.length,
    missed: missed + batch.missed,
    first: Math.max(first, batch.first),
    isWhole: isWhole || batch.frames.length < wholeBatch,
  }));
}
/** A batch of fewer has what there is. */
const wholeBatch = 400;

function takeFrame(frame: Frame): void {
  next = frame.id + 1;
  const made = toRows(frame, order);
  order += made.length;
  rows.push(...made);
  const [row] = made;
  if (frame.of !== undefined) {
    const call = asked.get(frame.of);
    if (call) call.reply = frame;
    asked.delete(frame.of);
  } else if (row) asked.set(frame.id, row);
  for (const reader of readers) reader.take(frame);
}

function trim(): void {
  if (rows.length > maxRows + slack) rows.splice(0, rows.length - maxRows);
  const oldest = rows[0]?.frame.id ?? next;
  for (const id of asked.keys()) {
    if (id >= oldest) break;
    asked.delete(id);
  }
}

function forget(now: number): void {
  since = now;
  next = 1;
  rows = [];
  asked = new Map();
  useFrames.setState(({ version }) => ({ ...nothing, version: version + 1 }));
  for (const reader of readers) reader.forget();
}
