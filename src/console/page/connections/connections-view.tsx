/** The view of connections: who is there, who could not be, and where one connects. */
import { useState } from "react";

import { say } from "../../../words/language.ts";
import { encodeRoute, useRoute } from "../route.ts";
import { useServer } from "../server.ts";
import { Welcome } from "../welcome/welcome.tsx";
import { connections as words } from "../words/connections.ts";
import { shell } from "../words/shell.ts";
import { Answer } from "./answer.tsx";
import { Listening } from "./listening.tsx";
import { isAttempt, RefusedItem } from "./refused-item.tsx";
import { SessionsPanel } from "./sessions-panel.tsx";
import { WayTable } from "./way-table.tsx";
import { textOf } from "./way-text.ts";
import { botsOf, othersOf } from "./way.ts";
import type { Way } from "./way.ts";

export function ConnectionsView() {
  const wantsHelp = useRoute(({ more }) => more["help"] !== undefined);
  return wantsHelp ? <Welcome /> : <Everybody />;
}

function Everybody() {
  const network = useServer((state) => state.network);
  const [wanted, setWanted] = useState("");
  if (!network) return <div className="page" />;
  const bots = botsOf(network).filter((way) => isWanted(way, wanted));
  const others = othersOf(network).filter((way) => isWanted(way, wanted));
  return (
    <div className="page">
      <Answer />
      <section className="panel">
        <header className="panel-head">
          <h2>{say(words.bots)}</h2>
          <span className="count is-quiet">{bots.length}</span>
          <span className="grow" />
          <Help />
          <input
            className="field is-small find-way"
            type="search"
            value={wanted}
            placeholder={say(shell.search)}
            aria-label={say(shell.search)}
            onChange={({ target }) => setWanted(target.value)}
          />
        </header>
        {bots.length > 0 ? (
          <WayTable label={say(words.bots)} ways={bots} />
        ) : (
          <p className="empty">{say(words.noBots)}</p>
        )}
      </section>
      <section className="panel">
        <header className="panel-head">
          <h2>{say(words.others)}</h2>
          <span className="count is-quiet">{others.length}</span>
        </header>
        {others.length > 0 ? (
          <WayTable label={say(words.others)} ways={others} />
        ) : (
          <p className="empty">{say(words.noSeats)}</p>
        )}
      </section>
      <SessionsPanel />
      <div className="side-by-side">
        <Listening />
        <RecentlyRefused />
      </div>
    </div>
  );
}

function Help() {
  const route = useRoute();
  return (
    <a
      className="button is-small"
      href={encodeRoute({ ...route, view: "connections", more: { help: "1" } })}
    >
      {say(words.how)}
    </a>
  );
}

function RecentlyRefused() {
  const refused = useServer(({ network }) => network?.refused) ?? [];
  const attempts = refused.filter(isAttempt).toReversed();
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{say(words.refused)}</h2>
        <span className="count is-quiet">{attempts.length}</span>
      </header>
      {attempts.length === 0 ? (
        <p className="empty">{say(words.nobodyRefused)}</p>
      ) : (
        <ul className="list refused">
          {attempts.map((each, at) => (
            <RefusedItem key={`${each.time_ms} ${at}`} refused={each} />
          ))}
        </ul>
      )}
    </section>
  );
}

function isWanted(way: Way, wanted: string): boolean {
  const text = `${Object.values(textOf(way)).join(" ")} ${way.info.account}`;
  return text.toLowerCase().includes(wanted.trim().toLowerCase());
}
