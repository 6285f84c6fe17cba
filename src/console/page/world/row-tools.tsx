/** What stands at the end of a row: the way to change it, and all else that can be done with it. */
import { Ellipsis, Pencil } from "lucide-react";

import { say } from "../../../words/language.ts";
import { ItemMenu } from "../shell/item-menu.tsx";
import type { MenuChoice } from "../shell/item-menu.tsx";
import { editOf, moreOf } from "../words/world.ts";

export interface RowToolsProps {
  /** Of whom or what it is. */
  readonly name: string;
  readonly choices: readonly MenuChoice[];
  readonly onEdit: () => void;
}

export function RowTools({ name, choices, onEdit }: RowToolsProps) {
  return (
    <span className="row">
      <button
        type="button"
        className="icon-button"
        aria-label={say(editOf(name))}
        title={say(editOf(name))}
        onClick={onEdit}
      >
        <Pencil />
      </button>
      <ItemMenu name={say(moreOf(name))} choices={choices}>
        <Ellipsis />
      </ItemMenu>
    </span>
  );
}
