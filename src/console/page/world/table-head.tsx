/** The heads of a table's columns; the last one, for tools, is only read out. */
import { say } from "../../../words/language.ts";
import type { Told } from "../../../words/language.ts";
import { world as words } from "../words/world.ts";

export interface Column {
  readonly key: string;
  readonly head: Told | React.ReactElement;
  /** Of the cells in it: `only-wide`, `num`. */
  readonly className?: string;
}

export function TableHead({ columns }: { columns: readonly Column[] }) {
  return (
    <thead>
      <tr>
        {columns.map(({ key, head, className }) => (
          <th key={key} scope="col" className={className}>
            {"zh" in head ? say(head) : head}
          </th>
        ))}
        <th scope="col">
          <span className="sr">{say(words.actions)}</span>
        </th>
      </tr>
    </thead>
  );
}
