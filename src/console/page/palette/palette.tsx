/** The palette: every action with a form, everybody and every view, by a few letters. */
import { Dialog } from "@base-ui/react/dialog";
import type { KeyboardEvent } from "react";

import { say } from "../../../words/language.ts";
import { useServer } from "../server.ts";
import { palette as words } from "../words/palette.ts";
import { ActionForm } from "./action-form.tsx";
import { CommandList } from "./command-list.tsx";
import { closePalette, usePalette } from "./palette-store.ts";

export function Palette() {
  const { isOpen, action } = usePalette();
  const info = useServer(({ actions }) => actions?.find(({ name }) => name === action));
  return (
    <Dialog.Root open={isOpen} onOpenChange={(opened) => !opened && closePalette()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup
          className={`palette${info ? " has-form" : ""}`}
          aria-label={say(words.name)}
          onKeyDown={onKeyDown}
        >
          <CommandList />
          {info ? (
            <ActionForm key={info.name} info={info} />
          ) : (
            <p className="empty palette-hint">{say(words.choose)}</p>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.nativeEvent.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.currentTarget.querySelector("form")?.requestSubmit();
  }
  // Back to the list first, then out.
  if (event.key === "Escape" && usePalette.getState().action !== undefined) {
    event.stopPropagation();
    event.preventDefault();
    usePalette.setState({ action: undefined });
  }
}
