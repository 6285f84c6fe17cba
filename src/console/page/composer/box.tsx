/** The box one writes in: what is replied to, the attachments, the words and the tools. */
import { Reply, X } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";

import { say } from "../../../words/language.ts";
import { toLine } from "../message/line.ts";
import { useRoute } from "../route.ts";
import { composer as words, replyTo as replyWords } from "../words/composer.ts";
import { toAttachment } from "./attachment.ts";
import { Attachments } from "./attachments.tsx";
import type { ComposerProps } from "./composer.tsx";
import { attach, clear, placeOf, write, writingIn } from "./drafts.ts";
import { useEditor } from "./editor.ts";
import { Field } from "./field.tsx";
import { toParcels } from "./parcel.ts";
import type { Recording } from "./recorder.ts";
import { ToolRow } from "./tool-row.tsx";
import { VoiceBar } from "./voice-bar.tsx";

export function Box({ seat, chatKey, name }: ComposerProps) {
  const place = placeOf(seat.account, chatKey);
  const editor = useEditor(place);
  const { replyTo, attachments } = editor.writing;
  const [recording, setRecording] = useState<Recording>();
  const { field } = editor;
  const isHere = useRoute(({ seats, focus }) => seats[focus]?.account === seat.account);
  const begin = useEffectEvent(() => {
    if (isHere && isFocusFree()) field.current?.focus();
  });
  useEffect(() => begin(), []);
  useEffect(() => {
    if (replyTo) field.current?.focus();
  }, [replyTo, field]);
  useEffect(() => () => recording?.cancel(), [recording]);

  function send(): void {
    const parcels = toParcels(writingIn(place));
    if (parcels.length === 0) return;
    clear(place);
    editor.look(0);
    for (const parcel of parcels) void seat.post(chatKey, parcel);
    field.current?.focus();
  }

  async function keepVoice(): Promise<void> {
    const made = await recording?.stop();
    setRecording(undefined);
    if (!made) return;
    const { blob, seconds } = made;
    attach(place, [toAttachment(blob, { name: say(words.voice), kind: "record", seconds })]);
    field.current?.focus();
  }

  return (
    <div className="box">
      {replyTo && (
        <div className="replying">
          <Reply />
          <span className="cut grow">
            {say(replyWords(nameOfSender(replyTo.sender), toLine(replyTo.segments)))}
          </span>
          <button
            type="button"
            className="icon-button"
            aria-label={say(words.reply)}
            title={`${say(words.reply)} (Esc)`}
            onClick={() => {
              write(place, { replyTo: undefined });
              field.current?.focus();
            }}
          >
            <X />
          </button>
        </div>
      )}
      <Attachments place={place} attachments={attachments} />
      <Field editor={editor} seat={seat} chatKey={chatKey} name={name} onSend={send} />
      {recording ? (
        <VoiceBar
          recording={recording}
          onStop={() => void keepVoice()}
          onCancel={() => {
            recording.cancel();
            setRecording(undefined);
          }}
        />
      ) : (
        <ToolRow
          editor={editor}
          seat={seat}
          chatKey={chatKey}
          onSend={send}
          onRecord={setRecording}
        />
      )}
    </div>
  );
}

function nameOfSender(sender: { nickname: string; card?: string }): string {
  return sender.card || sender.nickname;
}

/** Whether nothing has the focus but what led to the chat; a phone would raise its keyboard. */
function isFocusFree(): boolean {
  const { activeElement, body } = document;
  const isFree =
    activeElement === null ||
    activeElement === body ||
    activeElement.closest(".conv, .rail button") !== null;
  return isFree && matchMedia("(hover: hover)").matches;
}
