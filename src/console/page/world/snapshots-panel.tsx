/** Where one can go back to, and how to carry the world elsewhere or start over. */
import { Camera, Download, Plus, RotateCcw, Trash2, Upload } from "lucide-react";
import { useState } from "react";

import { say } from "../../../words/language.ts";
import { pickFiles } from "../composer/pick.ts";
import { openForm } from "../palette/form-store.ts";
import { steer, useServer } from "../server.ts";
import { confirm } from "../shell/confirm.ts";
import {
  deleteOf,
  messageCount,
  resetLoss,
  snapshotLoss,
  wasRestored,
  world as words,
} from "../words/world.ts";
import { exportWorld, importWorld } from "./carry.ts";
import { toRecent } from "./moment.ts";
import { useWorld } from "./overview.ts";
import type { Snapshot } from "./overview.ts";
import { TroubleNote } from "./trouble-note.tsx";
import { useAttempts } from "./trouble.ts";
import type { Attempts } from "./trouble.ts";
import { replaceWorld, takenFor } from "./undo.ts";

export function SnapshotsPanel() {
  const snapshots = useWorld((state) => state.snapshots);
  const account = useServer(({ hello }) => hello?.account ?? 0);
  const attempts = useAttempts();
  const latestFirst = snapshots.toSorted((one, other) => other.time - one.time);

  function save(): void {
    openForm({
      action: ".sandbox.snapshot",
      title: words.saveTitle,
      account,
      submit: words.save,
    });
  }

  return (
    <section className="panel" aria-label={say(words.snapshots)}>
      <header className="panel-head">
        <Camera />
        <h2>{say(words.snapshots)}</h2>
        {snapshots.length > 0 && <span className="count is-quiet">{snapshots.length}</span>}
        <span className="grow" />
        <button type="button" className="button is-small" onClick={save}>
          <Plus />
          {say(words.saveSnapshot)}
        </button>
      </header>
      {snapshots.length === 0 ? (
        <p className="empty is-small">{say(words.noSnapshots)}</p>
      ) : (
        <ul className="list snapshots">
          {latestFirst.map((snapshot) => (
            <SnapshotItem key={snapshot.name} snapshot={snapshot} attempts={attempts} />
          ))}
        </ul>
      )}
      <TroubleNote trouble={attempts.trouble} />
      <Carry attempts={attempts} />
    </section>
  );
}

function SnapshotItem({ snapshot, attempts }: { snapshot: Snapshot; attempts: Attempts }) {
  const { name, time, message_count } = snapshot;
  const taken = takenFor(snapshot);
  const title = taken ? say(taken) : name;

  async function remove(): Promise<void> {
    if (await confirm({ title: deleteOf(title), loss: snapshotLoss, submit: words.delete }))
      attempts.attempt(() => steer(".sandbox.drop_snapshot", { name }));
  }

  return (
    <li>
      <span className="grow two">
        <b className="cut" title={name}>
          {title}
        </b>
        <span className="faint">
          {time > 0 && `${toRecent(time)} · `}
          {say(messageCount(message_count))}
        </span>
      </span>
      <button
        type="button"
        className="button is-small"
        aria-label={`${say(words.restore)} ${title}`}
        onClick={() =>
          attempts.attempt(() =>
            replaceWorld("restore", {
              what: wasRestored(title),
              work: () => steer(".sandbox.restore", { name }),
            }),
          )
        }
      >
        {say(words.restore)}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={`${say(words.drop)} ${title}`}
        title={say(words.drop)}
        onClick={() => void remove()}
      >
        <Trash2 />
      </button>
    </li>
  );
}

function Carry({ attempts: { attempt, isRunning } }: { attempts: Attempts }) {
  const overview = useWorld((state) => state.overview);
  const [work, setWork] = useState<"export" | "import">();
  const run = (kind: "export" | "import", doing: () => Promise<unknown>) => {
    setWork(kind);
    attempt(() => doing().finally(() => setWork(undefined)));
  };

  async function read(): Promise<void> {
    const [file] = await pickFiles({ accept: ".json,application/json", isOne: true });
    if (!file) return;
    const what = words.wasImported;
    run("import", () => replaceWorld("import", { what, work: () => importWorld(file) }));
  }

  async function reset(): Promise<void> {
    const messages = (overview?.groups ?? []).reduce((sum, each) => sum + each.message_count, 0);
    const loss = resetLoss({
      people: overview?.people_count ?? 0,
      groups: overview?.group_count ?? 0,
      messages,
    });
    if (await confirm({ title: words.resetTitle, loss, submit: words.resetSubmit }))
      attempt(() =>
        replaceWorld("reset", { what: words.wasReset, work: () => steer(".sandbox.reset") }),
      );
  }

  return (
    <footer className="pad row wrap tail">
      <button
        type="button"
        className="button is-small"
        disabled={isRunning}
        onClick={() => run("export", exportWorld)}
      >
        <Download />
        {say(work === "export" ? words.exporting : words.export)}
      </button>
      <button
        type="button"
        className="button is-small"
        disabled={isRunning}
        onClick={() => void read()}
      >
        <Upload />
        {say(work === "import" ? words.importing : words.import)}
      </button>
      <span className="grow" />
      <button
        type="button"
        className="button is-small is-bad"
        disabled={isRunning}
        onClick={() => void reset()}
      >
        <RotateCcw />
        {say(words.reset)}
      </button>
    </footer>
  );
}
