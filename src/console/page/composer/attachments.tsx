/** What will go along with the message: each can be seen and taken away again. */
import { FileText, Mic, Video, X } from "lucide-react";

import { say } from "../../../words/language.ts";
import { composer as words, removeOf } from "../words/composer.ts";
import { sizeWords } from "./attachment.ts";
import type { Attachment, AttachmentKind } from "./attachment.ts";
import { detach } from "./drafts.ts";
import type { Place } from "./drafts.ts";
import { spanWords } from "./silence.ts";

export interface AttachmentsProps {
  readonly place: Place;
  readonly attachments: readonly Attachment[];
}

export function Attachments({ place, attachments }: AttachmentsProps) {
  if (attachments.length === 0) return null;
  return (
    <ul className="attachments" aria-label={say(words.attachments)}>
      {attachments.map((attachment) => (
        <li key={attachment.key} className={attachment.kind === "image" ? "is-picture" : ""}>
          <Preview attachment={attachment} />
          <button
            type="button"
            className="icon-button"
            aria-label={say(removeOf(attachment.name))}
            title={say(removeOf(attachment.name))}
            onClick={() => detach(place, attachment)}
          >
            <X />
          </button>
        </li>
      ))}
    </ul>
  );
}

const icons = {
  record: <Mic />,
  video: <Video />,
  file: <FileText />,
} satisfies Record<Exclude<AttachmentKind, "image">, React.ReactNode>;

function Preview({ attachment: { kind, name, url, blob, seconds } }: { attachment: Attachment }) {
  if (kind === "image") return <img src={url} alt={name} title={name} />;
  return (
    <>
      {icons[kind]}
      <span className="cut">{name}</span>
      <span className="faint">
        {seconds === undefined ? sizeWords(blob.size) : spanWords(seconds)}
      </span>
    </>
  );
}
