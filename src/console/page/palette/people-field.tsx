/** Several people, each with a box to tick. */
import { usePeopleAndGroups } from "../people/known.ts";

export interface PeopleFieldProps {
  /** A JSON list of numbers. */
  readonly value: string;
  readonly labelledBy: string;
  readonly onChange: (value: string) => void;
}

export function PeopleField({ value, labelledBy, onChange }: PeopleFieldProps) {
  const { people } = usePeopleAndGroups();
  const chosen = new Set(parse(value));

  function toggle(id: number): void {
    const next = chosen.symmetricDifference(new Set([id]));
    onChange(next.size === 0 ? "" : JSON.stringify([...next]));
  }

  return (
    <div className="people-field" role="group" aria-labelledby={labelledBy}>
      {people.map(({ id, name }) => (
        <label key={id} className="row">
          <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
          <span className="cut grow">{name}</span>
          <code className="faint">{id}</code>
        </label>
      ))}
    </div>
  );
}

function parse(value: string): number[] {
  try {
    const list: unknown = JSON.parse(value);
    return Array.isArray(list) ? list.filter((id) => typeof id === "number") : [];
  } catch {
    return [];
  }
}
