/** As whom an action is run. */
import { useId } from "react";

import { say } from "../../../words/language.ts";
import type { Told } from "../../../words/language.ts";
import { usePeopleAndGroups } from "../people/known.ts";
import { palette as words } from "../words/palette.ts";

export interface AccountFieldProps {
  readonly account: number;
  /** What it is called, and who may be chosen; everybody where undefined. */
  readonly label?: Told;
  readonly among?: readonly number[] | undefined;
  readonly onChange: (account: number) => void;
}

export function AccountField({ account, label = words.runAs, among, onChange }: AccountFieldProps) {
  const id = useId();
  const { people } = usePeopleAndGroups();
  return (
    <div className="param">
      <label htmlFor={id}>{say(label)}</label>
      <select
        id={id}
        className="field"
        value={account}
        onChange={({ target }) => onChange(Number(target.value))}
      >
        {people
          .filter(({ id: each }) => !among || among.includes(each))
          .map((person) => (
            <option key={person.id} value={person.id}>
              {person.name} {person.id}
            </option>
          ))}
      </select>
    </div>
  );
}
