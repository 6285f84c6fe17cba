/** As whom an action is run. */
import { useId } from "react";

import { say } from "../../../words/language.ts";
import { usePeopleAndGroups } from "../people/known.ts";
import { palette as words } from "../words/palette.ts";

export interface AccountFieldProps {
  readonly account: number;
  readonly onChange: (account: number) => void;
}

export function AccountField({ account, onChange }: AccountFieldProps) {
  const id = useId();
  const { people } = usePeopleAndGroups();
  return (
    <div className="param">
      <label htmlFor={id}>{say(words.runAs)}</label>
      <select
        id={id}
        className="field"
        value={account}
        onChange={({ target }) => onChange(Number(target.value))}
      >
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name} {person.id}
          </option>
        ))}
      </select>
    </div>
  );
}
