/** What is to be known before anything else: one row, the gravest first. */
import { CircleCheck, CircleX, RefreshCw, Unplug } from "lucide-react";

import { say } from "../../../words/language.ts";
import { retryServer, useServer } from "../server.ts";
import type { Returned } from "../server.ts";
import { retryIn, shell, versionNow } from "../words/shell.ts";
import { useNow } from "./clock.ts";
import { WorldBanner } from "./world-banner.tsx";

/** How long it is said that the server is back, in milliseconds. */
const news = 6000;

export function Banner() {
  const link = useServer((state) => state.link);
  const returned = useServer((state) => state.returned);
  const wasThere = useServer(({ hello }) => hello !== undefined);
  switch (link.is) {
    case "lost":
      return <LostBanner retryAt={link.retryAt} sentence={link.sentence} />;
    case "refused":
      return <RefusedBanner sentence={link.sentence} />;
    case "open":
      return returned ? <ReturnedBanner key={returned.at} returned={returned} /> : <WorldBanner />;
    case "connecting":
      // Between two tries: no row that comes and goes.
      return wasThere ? <ConnectingBanner /> : null;
    case "closed":
    case "locked":
      return null;
    default:
      return link satisfies never;
  }
}

interface LostProps {
  readonly retryAt: number;
  readonly sentence: string | undefined;
}

function LostBanner({ retryAt, sentence }: LostProps) {
  const seconds = Math.max(0, Math.ceil((retryAt - useNow(250)) / 1000));
  return (
    <aside className="banner is-bad" aria-label={say(shell.notice)}>
      <Unplug />
      {/* The countdown is not read out every second. */}
      <b role="status">{say(sentence ? shell.refused : shell.lost)}</b>
      <span className="cut grow">
        {sentence && `${sentence} · `}
        {say(retryIn(seconds))}
      </span>
      <Retry />
    </aside>
  );
}

function RefusedBanner({ sentence }: { sentence: string }) {
  return (
    <aside className="banner is-bad" aria-label={say(shell.notice)}>
      <CircleX />
      <b role="status">{say(shell.refused)}</b>
      <span className="cut grow" title={sentence}>
        {sentence}
      </span>
      <Retry />
    </aside>
  );
}

function ConnectingBanner() {
  return (
    <aside className="banner is-bad" aria-label={say(shell.notice)}>
      <Unplug />
      <b>{say(shell.lost)}</b>
      <span className="cut grow">{say(shell.reconnecting)}</span>
    </aside>
  );
}

function ReturnedBanner({ returned: { is, at } }: { returned: Returned }) {
  const version = useServer(({ hello }) => hello?.version ?? "");
  const isOver = useNow(1000) - at > news;
  if (is === "updated") {
    return (
      <aside className="banner" aria-label={say(shell.notice)}>
        <RefreshCw />
        <b role="status">{say(versionNow(version))}</b>
        <span className="grow" />
        <button type="button" className="button is-small" onClick={() => location.reload()}>
          {say(shell.reload)}
        </button>
      </aside>
    );
  }
  if (isOver) return <WorldBanner />;
  return (
    <aside className="banner is-ok" aria-label={say(shell.notice)}>
      <CircleCheck />
      <b role="status">{say(is === "back" ? shell.isBack : shell.restarted)}</b>
    </aside>
  );
}

function Retry() {
  return (
    <button type="button" className="button is-small" onClick={retryServer}>
      {say(shell.reconnectNow)}
    </button>
  );
}
