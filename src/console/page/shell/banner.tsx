/** What is to be known before anything else: one row, the gravest first. */
import { Unplug } from "lucide-react";
import { useEffect, useState } from "react";

import { say } from "../../../words/language.ts";
import { retryServer, useServer } from "../server.ts";
import { retryIn, shell } from "../words/shell.ts";

export function Banner() {
  const link = useServer((state) => state.link);
  if (link.is === "lost") return <LostBanner retryAt={link.retryAt} />;
  return null;
}

function LostBanner({ retryAt }: { retryAt: number }) {
  const seconds = useSecondsUntil(retryAt);
  return (
    <div className="banner is-bad" role="status">
      <Unplug />
      <b>{say(shell.lost)}</b>
      <span className="cut grow">{say(retryIn(seconds))}</span>
      <button type="button" className="button is-small" onClick={retryServer}>
        {say(shell.reconnectNow)}
      </button>
    </div>
  );
}

function useSecondsUntil(time: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((time - now) / 1000));
}
