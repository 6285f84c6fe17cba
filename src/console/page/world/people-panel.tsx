/** Everybody in the world. */
import { Plus } from "lucide-react";

import { say } from "../../../words/language.ts";
import { Avatar } from "../people/avatar.tsx";
import { world as words } from "../words/world.ts";
import { addPerson } from "./add-person.ts";
import { useWorld } from "./overview.ts";
import { PersonRow } from "./person-row.tsx";
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
          <thead>
            <tr>
              <th scope="col">{say(words.name)}</th>
              <th scope="col">{say(words.number)}</th>
              <th scope="col" className="only-wide">
                {say(words.sex)}
              </th>
              <th scope="col" className="only-wide">
                {say(words.age)}
              </th>
              <th scope="col" className="only-wide">
                {say(words.friends)}
              </th>
              {columns.map(({ group_id, group_name }) => (
                <th key={group_id} scope="col" className="only-wide">
                  <span className="row">
                    <Avatar id={group_id} name={group_name} size={20} isGroup />
                    <span className="cut">{group_name}</span>
                  </span>
                </th>
              ))}
              <th scope="col">{say(words.seat)}</th>
              <th scope="col">
                <span className="sr">{say(words.actions)}</span>
              </th>
            </tr>
          </thead>
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
