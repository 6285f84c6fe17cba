/** A dialog in which messages of a conversation are ticked, to be sent there as one forwarded conversation. */
import { Dialog } from "@base-ui/react/dialog";
import { useState } from "react";

import type { ReceivedSegment } from "../../../protocol/entity.ts";
import { say } from "../../../words/language.ts";
import { clockTime } from "../chat/time.ts";
import { toLine } from "../message/line.ts";
import type { ChatKey } from "../route.ts";
import type { Seat } from "../seat/seat.ts";
import { useSeatState } from "../seat/seats.ts";
import { choosing, sendMany } from "../words/form.ts";
import { shell } from "../words/shell.ts";

export interface ForwardDialogProps {
  readonly seat: Seat;
  readonly chatKey: ChatKey;
  readonly onClose: () => void;
  readonly onSend: (nodes: readonly ReceivedSegment[]) => void;
}

/** How many of the newest are offered, and how many one may hold. */
const maxOffered = 100;

export function ForwardDialog({ seat, chatKey, onClose, onSend }: ForwardDialogProps) {
  const items = useSeatState(seat, ({ chats }) => chats.get(chatKey)?.items);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const offered = (items ?? []).flatMap((item) =>
    item.kind === "message" && item.id !== undefined && item.recalledBy === undefined
      ? [{ id: item.id, item }]
      : [],
  );
  const shown = offered.slice(-maxOffered);

  function tick(id: number): void {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }

  function send(): void {
    const wanted = shown.filter(({ id }) => chosen.has(id));
    onSend(wanted.map(({ id }) => ({ type: "node", data: { id: String(id) } })));
    onClose();
  }

  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="dialog is-list">
          <Dialog.Title>{say(choosing.forwardMany)}</Dialog.Title>
          <Dialog.Description className="dim">
            {say(shown.length === 0 ? choosing.noMessages : choosing.whichMessages)}
          </Dialog.Description>
          <div className="choices">
            {shown.map(({ id, item }) => (
              <label key={id} className="menu-item">
                <input type="checkbox" checked={chosen.has(id)} onChange={() => tick(id)} />
                <b className="cut">{item.sender.nickname}</b>
                <span className="cut grow">{toLine(item.segments)}</span>
                <span className="faint">{clockTime(item.time)}</span>
              </label>
            ))}
          </div>
          <div className="row is-end">
            <Dialog.Close className="button">{say(shell.cancel)}</Dialog.Close>
            <button
              type="button"
              className="button is-main"
              disabled={chosen.size === 0}
              onClick={send}
            >
              {say(sendMany(chosen.size))}
            </button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
