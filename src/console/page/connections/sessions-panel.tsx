/** The sessions: what waits for bots that are away or behind. */
import { Trash2 } from "lucide-react";
import { useEffect, useState } from "react";

import type { SessionInfo } from "../../../sessions/session.ts";
import { say } from "../../../words/language.ts";
import { useName } from "../people/name.ts";
import { steer, useServer } from "../server.ts";
import { confirm } from "../shell/confirm.ts";
import { dropLoss, dropOf, sessions as words } from "../words/sessions.ts";
import { lasting } from "../words/time.ts";

/** Milliseconds between two looks, while the panel is shown. */
const lookEvery = 2000;

export function SessionsPanel() {
  const [sessions, look] = useSessions();
  if (sessions.length === 0) return null;
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{say(words.sessions)}</h2>
        <span className="count is-quiet">{sessions.length}</span>
      </header>
      <table className="table" aria-label={say(words.sessions)}>
        <thead>
          <tr>
            <th>{say(words.client)}</th>
            <th>{say(words.account)}</th>
            <th>{say(words.state)}</th>
            <th className="num">{say(words.waiting)}</th>
            <th className="num">{say(words.age)}</th>
            <th className="num">{say(words.missed)}</th>
            <th>
              <span className="sr">{say(words.drop)}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <SessionRow
              key={`${session.account} ${session.client}`}
              session={session}
              onDropped={look}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface SessionRowProps {
  readonly session: SessionInfo;
  readonly onDropped: () => void;
}

function SessionRow({ session, onDropped }: SessionRowProps) {
  const { client, account, connections, waiting, age, missed } = session;
  const owner = useName(account);
  const isThere = connections > 0;

  async function drop(): Promise<void> {
    const question = { title: dropOf(client), loss: dropLoss(waiting), submit: words.drop };
    if (!(await confirm(question))) return;
    await steer(".session.drop", { client, account }).catch(() => undefined);
    onDropped();
  }

  return (
    <tr>
      <td>
        <span className={`dot ${isThere ? "is-ok" : "is-wait"}`} /> <b>{client}</b>
      </td>
      <td>
        {owner} <code className="faint">{account}</code>
      </td>
      <td>{say(isThere ? words.there : words.away)}</td>
      <td className="num">{waiting}</td>
      <td className="num">{waiting === 0 ? "–" : say(lasting(age))}</td>
      <td className={missed > 0 ? "num bad" : "num"}>{missed}</td>
      <td className="num">
        <button
          type="button"
          className="icon-button"
          aria-label={say(dropOf(client))}
          title={say(words.drop)}
          disabled={waiting === 0}
          onClick={() => void drop()}
        >
          <Trash2 />
        </button>
      </td>
    </tr>
  );
}

/** The sessions as they were a moment ago, and how to look at once. */
function useSessions(): [readonly SessionInfo[], () => void] {
  const isSteered = useServer((state) => state.isSteered);
  const [sessions, setSessions] = useState<readonly SessionInfo[]>([]);
  const look = () => {
    steer<{ sessions: readonly SessionInfo[] }>(".session.list").then(
      (told) => setSessions(told.sessions),
      () => undefined,
    );
  };
  useEffect(() => {
    if (!isSteered) return undefined;
    look();
    const timer = setInterval(look, lookEvery);
    return () => clearInterval(timer);
  }, [isSteered]);
  return [sessions, look];
}
