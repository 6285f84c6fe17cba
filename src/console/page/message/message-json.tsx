/** A message as the protocol has it. */
import { Dialog } from "@base-ui/react/dialog";
import { useEffect, useState } from "react";

import { say } from "../../../words/language.ts";
import { CopyButton } from "../shell/copy-button.tsx";
import { shell } from "../words/shell.ts";
import { tools as words } from "../words/tools.ts";
import { focusAfter } from "./acting.ts";
import type { ActedProps } from "./acting.ts";

export function MessageJson({ spot, anchor, onClose }: ActedProps) {
  const { seat, item } = spot;
  const { id, segments } = item;
  const [message, setMessage] = useState<unknown>(id === undefined ? segments : undefined);
  useEffect(() => {
    if (id === undefined) return;
    // A recalled one is not given any more; what is known of it still is.
    seat
      .ask("get_msg", { message_id: id })
      .then(setMessage)
      .catch(() => setMessage(segments));
  }, [seat, id, segments]);
  const text = message === undefined ? "" : JSON.stringify(message, null, 2);
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="dialog is-wide" finalFocus={() => focusAfter(anchor)}>
          <Dialog.Title>{id === undefined ? "JSON" : `get_msg ${id}`}</Dialog.Title>
          <textarea className="code" readOnly value={text} aria-label="JSON" rows={18} />
          <div className="row is-end">
            <CopyButton text={text} />
            <Dialog.Close className="button is-main" title={say(words.json)}>
              {say(shell.close)}
            </Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
