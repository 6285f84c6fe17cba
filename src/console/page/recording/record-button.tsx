/** Begins and ends recording, and shows what was recorded. */
import { Dialog } from "@base-ui/react/dialog";
import { CircleDot, Download, Square } from "lucide-react";

import { say } from "../../../words/language.ts";
import { saveFile } from "../save-file.ts";
import { useServer } from "../server.ts";
import { CopyButton } from "../shell/copy-button.tsx";
import { recorded, recording as words } from "../words/recording.ts";
import { shell } from "../words/shell.ts";
import { closeRecording, endRecording, startRecording, useRecording } from "./recording.ts";

export function RecordButton() {
  const recording = useRecording();
  const isSteered = useServer((state) => state.isSteered);
  if (!isSteered) return null;
  const isOn = recording.is === "on";
  const label = isOn ? `${say(words.stop)} · ${say(recorded(recording.count))}` : say(words.record);
  return (
    <>
      <button
        type="button"
        className={`icon-button is-large record${isOn ? " is-recording" : ""}`}
        aria-label={label}
        title={label}
        onClick={() => (isOn ? endRecording() : void startRecording())}
      >
        {isOn ? <Square /> : <CircleDot />}
      </button>
      {recording.is === "written" && <Written script={recording.script} />}
    </>
  );
}

function Written({ script }: { readonly script: string }) {
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && closeRecording()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="dialog is-wide">
          <Dialog.Title>{say(words.written)}</Dialog.Title>
          <Dialog.Description className="dim">{say(words.how)}</Dialog.Description>
          <textarea
            className="code"
            readOnly
            rows={16}
            value={script}
            aria-label={say(words.written)}
          />
          <div className="row is-end">
            <CopyButton text={script} />
            <button
              type="button"
              className="button"
              onClick={() => saveFile("recorded.chat", script, "text/plain")}
            >
              <Download />
              {say(words.download)}
            </button>
            <Dialog.Close className="button is-main">{say(shell.close)}</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
