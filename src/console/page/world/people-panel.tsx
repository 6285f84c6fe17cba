/** Everybody in the world. */
import { Plus } from "lucide-react";

import { say } from "../../../words/language.ts";
import { Avatar } from "../people/avatar.tsx";
import { world as words } from "../words/world.ts";
import { addPerson } from "./add-person.ts";
import { useWorld } from "./overview.ts";
import type { WorldGroup } from "./overview.ts";
import { PersonRow } from "./person-row.tsx";
import { TableHead } from "./table-head.tsx";
import type { Column } from "./table-head.tsx";
import { TroubleNote } from "./trouble-note.tsx";
import { useAttempts } from "./trouble.ts";

/** How many groups have a column; the others are reached by the group. */
const maxColumns = 2;

export interface PeoplePanelProps {
  readonly find: string;
  readonly onFind: (find: string) => void;
}

export function PeoplePanel({ find, onFind }: PeoplePanelProps) {
  const overview = useWorld((state) => state.overview);
  const attempts = useAttempts();
  const groups = overview?.groups ?? [];
  const columns = groups.slice(0, maxColumns);
  return (
    <section className="panel" aria-label={say(words.people)}>
      <header className="panel-head">
        <h2>{say(words.people)}</h2>
        <span className="count is-quiet">{overview?.people_count ?? 0}</span>
        <span className="grow" />
        <input
          className="field is-small find-people"
          type="search"
          value={find}
          placeholder={say(words.find)}
          aria-label={say(words.find)}
          onChange={({ target }) => onFind(target.value)}
        />
        <button type="button" className="button is-small" onClick={addPerson}>
          <Plus />
          {say(words.addPerson)}
        </button>
      </header>
      <TroubleNote trouble={attempts.trouble} />
      <div className="scroll" tabIndex={-1}>
        <table className="table people">
          <TableHead columns={columnsFor(columns)} />
          <tbody>
            {overview?.users.map((person) => (
              <PersonRow
                key={person.user_id}
                person={person}
                groups={columns}
                allGroups={groups}
                attempts={attempts}
              />
            ))}
          </tbody>
        </table>
      </div>
      {find === "" && overview && overview.users.length < overview.people_count && (
        <p className="faint pad">{say(words.shownFirst)}</p>
      )}
    </section>
  );
}

function columnsFor(groups: readonly WorldGroup[]): Column[] {
  return [
    { key: "name", head: words.name },
    { key: "number", head: words.number },
    { key: "sex", head: words.sex, className: "only-wide" },
    { key: "age", head: words.age, className: "only-wide" },
    { key: "friends", head: words.friends, className: "only-wide" },
    ...groups.map(({ group_id, group_name }) => ({
      key: String(group_id),
      className: "only-wide",
      head: (
        <span className="row">
          <Avatar id={group_id} name={group_name} size={20} isGroup />
          <span className="cut">{group_name}</span>
        </span>
      ),
    })),
    { key: "seat", head: words.seat },
  ];
}
