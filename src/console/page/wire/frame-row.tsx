/** One frame in the table. */
import { ArrowDownLeft } from "lucide-react";
import { memo } from "react";

import type { Frame } from "../../../frames.ts";
import { say } from "../../../words/language.ts";
import { bytesToText } from "../connections/size.ts";
import { Avatar } from "../people/avatar.tsx";
import { useName } from "../people/name.ts";
import type { Person } from "../server.ts";
import { kindWords, wire as words } from "../words/wire.ts";
import { contentOf } from "./content.ts";
import { clientOf } from "./party.ts";
import { isFailed, isSent, retcodeOf, tookOf } from "./row.ts";
import type { Row } from "./row.ts";
import { exactTime, tellMs } from "./time.ts";

export interface FrameRowProps {
  readonly row: Row;
  /** Named beside the row, which is changed in place when it comes. */
  readonly reply: Frame | undefined;
  readonly at: number;
  /** In pixels. */
  readonly top: number;
  readonly isHere: boolean;
  /** Whether it belongs to the frame that is selected. */
  readonly isPaired: boolean;
  readonly people: readonly Person[] | undefined;
  readonly onSelect: (row: Row) => void;
}

export const FrameRow = memo(function FrameRow(props: FrameRowProps) {
  const { row, at, top, isHere, isPaired, people, onSelect } = props;
  const { frame, party } = row;
  const { account, kind, name } = frame;
  const ms = tookOf(row);
  const owner = useName(account);
  const marks = `${isHere ? " is-here" : ""}${isPaired ? " is-paired" : ""}`;
  return (
    // The grid takes the keys for all of its rows.
    <div
      role="row"
      id={`frame-${row.key}`}
      className={`frame${isFailed(row) ? " is-bad" : ""}${marks}${at % 2 ? " is-odd" : ""}`}
      aria-rowindex={at + 2}
      aria-selected={isHere}
      tabIndex={-1}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onSelect(row)}
      onKeyDown={undefined}
    >
      <span role="gridcell" className="time faint">
        {exactTime(frame.time_ms)}
      </span>
      <Direction row={row} />
      <span role="gridcell" className="client">
        <Avatar id={account} name={owner} size={20} />
        <span className="cut" title={`${party.client} ${party.address}`}>
          {clientOf(party, owner)}
        </span>
      </span>
      <span role="gridcell" className="account faint mono">
        {account}
      </span>
      <span role="gridcell" className={kind === "refused" ? "kind bad" : "kind dim"}>
        {say(kindWords[kind])}
      </span>
      <span role="gridcell" className="name cut mono">
        {name || "—"}
      </span>
      <span role="gridcell" className="said cut dim">
        {contentOf(frame, people)}
      </span>
      <span role="gridcell" className="retcode">
        <Code row={row} />
      </span>
      <span role="gridcell" className="ms faint">
        {ms === undefined ? "" : tellMs(ms)}
      </span>
      <span role="gridcell" className="size faint">
        {bytesToText(frame.size)}
      </span>
    </div>
  );
});

/** Whether it was sent or received, by shape and word. */
export function Direction({ row }: { readonly row: Row }) {
  const isOut = isSent(row);
  return (
    <span role="gridcell" className={`dir ${isOut ? "out" : "in"}`}>
      <ArrowDownLeft aria-hidden />
      <span className="sr">{say(isOut ? words.sent : words.received)}</span>
    </span>
  );
}

/** The code a call was answered with. */
export function Code({ row }: { readonly row: Row }) {
  const retcode = retcodeOf(row);
  if (retcode === undefined) return null;
  return <span className={`badge mono ${isFailed(row) ? "is-bad" : "is-ok"}`}>{retcode}</span>;
}
