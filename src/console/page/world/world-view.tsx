/** The view of the world: who exists, what waits for whom, what time it is, what is broken, where one can go back to. */
import { useDeferredValue, useEffect, useState } from "react";

import { say } from "../../../words/language.ts";
import { useServer, wantActions } from "../server.ts";
import { world as words } from "../words/world.ts";
import { ClockPanel } from "./clock-panel.tsx";
import { FaultsPanel } from "./faults-panel.tsx";
import { GroupsPanel } from "./groups-panel.tsx";
import { useWorldRead } from "./overview.ts";
import { PeoplePanel } from "./people-panel.tsx";
import { RequestsPanel } from "./requests-panel.tsx";
import { SnapshotsPanel } from "./snapshots-panel.tsx";

export function WorldView() {
  const isSteered = useServer((state) => state.isSteered);
  const isKnown = useServer(({ people }) => people !== undefined);
  const [find, setFind] = useState("");
  // Its forms are made of them.
  useEffect(wantActions, []);
  useWorldRead(useDeferredValue(find.trim()));
  if (!isKnown) return <div className="page" />;
  if (!isSteered) return <p className="empty">{say(words.notSteered)}</p>;
  return (
    <div className="page world">
      <div className="column">
        <PeoplePanel find={find} onFind={setFind} />
        <GroupsPanel />
        <RequestsPanel />
      </div>
      <div className="column">
        <ClockPanel />
        <FaultsPanel />
        <SnapshotsPanel />
      </div>
    </div>
  );
}
