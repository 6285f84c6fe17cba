/** From what was written to what is sent: pictures within the message, other attachments as messages of their own. */
import type { ReceivedSegment } from "../../../protocol/entity.ts";
import type { Parcel } from "../seat/outbox.ts";
import { dropAttachments, toSent, toShown } from "./attachment.ts";
import type { Attachment } from "./attachment.ts";
import { isBlank, toSegments } from "./draft.ts";
import type { Writing } from "./drafts.ts";

export function toParcels({ attachments, replyTo, ...draft }: Writing): Parcel[] {
  const pictures = attachments.filter(({ kind }) => kind === "image");
  const alone = attachments.filter(({ kind }) => kind !== "image");
  const reply: ReceivedSegment[] =
    replyTo?.id === undefined ? [] : [{ type: "reply", data: { id: String(replyTo.id) } }];
  const said = isBlank(draft) ? [] : toSegments(draft);
  const first = said.length + pictures.length > 0 ? [toParcel([...reply, ...said], pictures)] : [];
  return [...first, ...alone.map((attachment) => toParcel([], [attachment]))];
}

function toParcel(said: readonly ReceivedSegment[], attachments: readonly Attachment[]): Parcel {
  if (attachments.length === 0) return { shown: said };
  return {
    shown: [...said, ...attachments.map(toShown)],
    read: async () => [...said, ...(await Promise.all(attachments.map(toSent)))],
    end: () => dropAttachments(attachments),
  };
}
