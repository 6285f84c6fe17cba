/** The question whether something may be lost; what does no harm has the focus. */
import { AlertDialog } from "@base-ui/react/alert-dialog";
import { useRef } from "react";

import { say } from "../../../words/language.ts";
import { shell } from "../words/shell.ts";
import { useQuestion } from "./confirm.ts";

export function ConfirmDialog() {
  const asked = useQuestion((state) => state.asked);
  const harmless = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog.Root
      open={asked !== undefined}
      onOpenChange={(opened) => !opened && asked?.answer(false)}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="veil" />
        <AlertDialog.Popup className="dialog" initialFocus={harmless}>
          {asked && (
            <>
              <AlertDialog.Title>{say(asked.title)}</AlertDialog.Title>
              <AlertDialog.Description className="dim">{say(asked.loss)}</AlertDialog.Description>
              <footer className="row form-foot">
                <span className="grow" />
                <AlertDialog.Close ref={harmless} className="button">
                  {say(shell.cancel)}
                </AlertDialog.Close>
                <button
                  type="button"
                  className="button is-danger"
                  onClick={() => asked.answer(true)}
                >
                  {say(asked.submit)}
                </button>
              </footer>
            </>
          )}
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
