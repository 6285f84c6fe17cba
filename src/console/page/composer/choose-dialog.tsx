/** A dialog in which a person or conversation is chosen. */
import { Dialog } from "@base-ui/react/dialog";
import { useState } from "react";

import { say } from "../../../words/language.ts";
import { Avatar } from "../people/avatar.tsx";
import { choosing } from "../words/form.ts";
import { shell } from "../words/shell.ts";

export interface Choice {
  readonly key: string;
  readonly id: number;
  readonly name: string;
  readonly isGroup: boolean;
}

export interface ChooseDialogProps {
  readonly title: string;
  readonly choices: readonly Choice[];
  /** What has the focus afterwards. */
  readonly after?: () => HTMLElement | null;
  readonly onClose: () => void;
  readonly onChoose: (choice: Choice) => void;
}

const maxShown = 100;

export function ChooseDialog({ title, choices, after, onClose, onChoose }: ChooseDialogProps) {
  const [wanted, setWanted] = useState("");
  const found = choices.filter(({ name, id }) =>
    `${name} ${id}`.toLowerCase().includes(wanted.toLowerCase()),
  );
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="dialog is-list" {...(after && { finalFocus: after })}>
          <Dialog.Title>{title}</Dialog.Title>
          <input
            className="field"
            type="search"
            value={wanted}
            placeholder={say(choosing.search)}
            aria-label={say(choosing.search)}
            onChange={({ target }) => setWanted(target.value)}
          />
          <div className="choices">
            {found.slice(0, maxShown).map((choice) => (
              <button
                key={choice.key}
                type="button"
                className="menu-item"
                onClick={() => {
                  onChoose(choice);
                  onClose();
                }}
              >
                <Avatar id={choice.id} name={choice.name} size={24} isGroup={choice.isGroup} />
                <span className="cut grow">{choice.name}</span>
                <code className="faint">{choice.id}</code>
              </button>
            ))}
            {found.length === 0 && <p className="faint">{say(choosing.nobody)}</p>}
          </div>
          <div className="row is-end">
            <Dialog.Close className="button">{say(shell.cancel)}</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
