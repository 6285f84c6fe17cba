/** A table of ways in and out. */
import { Unplug } from "lucide-react";

import { say } from "../../../words/language.ts";
import { Avatar } from "../people/avatar.tsx";
import { useName } from "../people/name.ts";
import { steer, useServer } from "../server.ts";
import { useNow, useServerNow } from "../shell/clock.ts";
import { closeOf, connections as words, queued, tryCount } from "../words/connections.ts";
import { ago, lasting, until } from "../words/time.ts";
import { useRates } from "./rates.ts";
import { bytesToText } from "./size.ts";
import { Spark } from "./spark.tsx";
import { lastErrorOf, textOf, troubleOf } from "./way-text.ts";
import type { WayText } from "./way-text.ts";
import { healthOf } from "./way.ts";
import type { Way } from "./way.ts";

const columns = [
  "client",
  "account",
  "transport",
  "peer",
  "format",
  "since",
  "rate",
  "backlog",
  "lastError",
] as const;

interface WayTableProps {
  readonly label: string;
  readonly ways: readonly Way[];
}

export function WayTable({ label, ways }: WayTableProps) {
  return (
    <table className="table cons" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} className={`of-${column}`} scope="col">
              {say(words[column])}
            </th>
          ))}
          <th className="of-close" scope="col">
            <span className="sr">{say(words.close)}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {ways.map((way) => (
          <WayRow key={way.key} way={way} all={ways} />
        ))}
      </tbody>
    </table>
  );
}

interface WayRowProps {
  readonly way: Way;
  readonly all: readonly Way[];
}

function WayRow({ way, all }: WayRowProps) {
  const text = textOf(way);
  const isSteered = useServer((state) => state.isSteered);
  const account = way.info.account;
  const owner = useName(account);
  return (
    <tr>
      <td className="of-client">
        <Who way={way} text={text} />
      </td>
      <td className="of-account">
        {owner}
        <br />
        <code className="faint">{account}</code>
      </td>
      <td className="of-transport">
        <Whereby way={way} text={text} />
      </td>
      <td className="of-peer">
        <code className="dim">{text.peer}</code>
      </td>
      <td className="of-format">{"message_format" in way.info ? way.info.message_format : "–"}</td>
      <td className="of-since">
        <Since way={way} />
      </td>
      <td className="of-rate">
        <Rate way={way} />
      </td>
      <td className="of-backlog">
        <Backlog way={way} />
      </td>
      <td className="of-lastError">
        <LastTrouble way={way} all={all} />
      </td>
      <td className="of-close">
        {way.kind === "connection" && isSteered && (
          <button
            type="button"
            className="icon-button"
            aria-label={say(closeOf(text.name))}
            title={say(words.close)}
            onClick={() => void steer(".sandbox.disconnect", { id: way.info.id }).catch(() => {})}
          >
            <Unplug />
          </button>
        )}
      </td>
    </tr>
  );
}

interface TextProps {
  readonly way: Way;
  readonly text: WayText;
}

function Who({ way, text: { name, detail } }: TextProps) {
  return (
    <span className="row">
      <span className={`dot is-${healthOf(way)}`} />
      <Avatar id={way.info.account} name={name} size={24} />
      <span className="two">
        <b className="cut" title={name}>
          {name}
        </b>
        <span className="faint cut" title={detail}>
          {way.kind === "link" ? <Tries way={way} /> : detail}
        </span>
      </span>
    </span>
  );
}

function Whereby({ way, text: { transport, path } }: TextProps) {
  const isSeat = way.kind === "connection" && way.info.is_seat;
  return (
    <span className="two">
      <span className="cut">{transport}</span>
      <code className="faint cut" title={path}>
        {isSeat ? `${path}?self_id=${way.info.account}` : path}
      </code>
    </span>
  );
}

function Tries({ way: { info } }: { way: Extract<Way, { kind: "link" }> }) {
  const left = info.next_try_ms - useServerNow();
  if (info.failures === 0) return info.role;
  return say(tryCount(info.failures, info.next_try_ms > 0 ? until(left) : undefined));
}

function Since({ way }: { way: Way }) {
  const now = useServerNow();
  if (way.kind === "connection")
    return <span className="dim">{say(lasting(now - way.info.since * 1000))}</span>;
  if (way.kind !== "link") return <span className="faint">–</span>;
  return way.info.failures > 0 ? (
    <span className="bad">{say(words.unreachable)}</span>
  ) : (
    <span className="faint">{say(words.dialling)}</span>
  );
}

const nothing: readonly number[] = [];

function Rate({ way }: { way: Way }) {
  const rates = useRates(({ frames }) => frames.get(way.key) ?? nothing);
  const last = rates.at(-1) ?? 0;
  return (
    <span className="row">
      <Spark rates={rates} />
      <span className="dim rate">{last > 0 && last < 10 ? last.toFixed(1) : Math.round(last)}</span>
    </span>
  );
}

function Backlog({ way }: { way: Way }) {
  const most = useServer(({ hello }) => hello?.sendBufferBytes ?? 1);
  if (way.kind === "connection") {
    const { unread_bytes } = way.info;
    const isMuch = healthOf(way) === "warn" && unread_bytes > 0;
    return (
      <span className="two back">
        <span className={isMuch ? "warn" : "dim"}>
          {unread_bytes > 0
            ? `${bytesToText(unread_bytes)} / ${bytesToText(most)}`
            : bytesToText(unread_bytes)}
        </span>
        <span className={`bar${isMuch ? " is-warn" : ""}`}>
          <i style={{ width: `${Math.min(100, (unread_bytes / most) * 100)}%` }} />
        </span>
      </span>
    );
  }
  if (way.kind === "post") return <span className="dim">{say(queued(way.info.outstanding))}</span>;
  return <span className="faint">–</span>;
}

function LastTrouble({ way, all }: WayRowProps) {
  const sendBufferBytes = useServer(({ hello }) => hello?.sendBufferBytes ?? 0);
  const now = useNow(1000) + useServer((state) => state.clockOffset);
  const trouble = troubleOf(way, { sendBufferBytes, all });
  if (trouble)
    return (
      <span className={`way-trouble ${trouble.isBad ? "bad" : "warn"}`} title={say(trouble.words)}>
        {say(trouble.words)}
      </span>
    );
  const error = lastErrorOf(way);
  if (!error) return <span className="faint">–</span>;
  return (
    <span className="cut" title={error.message}>
      {error.retcode > 0 && <b className="bad">{error.retcode} </b>}
      {error.action === "" ? error.message : <code>{error.action}</code>}{" "}
      <span className="faint">{say(ago(now - error.time_ms))}</span>
    </span>
  );
}
