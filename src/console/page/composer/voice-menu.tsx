/** A voice: recorded here, or from a file. */
import { FileAudio, Mic } from "lucide-react";

import { say } from "../../../words/language.ts";
import { composer as words } from "../words/composer.ts";
import { MenuButton, MenuChoice } from "./menu-button.tsx";
import { canRecord, record } from "./recorder.ts";
import type { Recording } from "./recorder.ts";

export interface VoiceMenuProps {
  readonly onRecord: (recording: Recording) => void;
  readonly onChoose: () => void;
  readonly onTrouble: (trouble: string) => void;
}

export function VoiceMenu({ onRecord, onChoose, onTrouble }: VoiceMenuProps) {
  async function start(): Promise<void> {
    if (!canRecord()) {
      onTrouble(say(words.insecure));
      return;
    }
    try {
      onRecord(await record());
    } catch (error) {
      const reason = error instanceof Error ? error.message : "";
      onTrouble(`${say(words.noMicrophone)}: ${reason}`);
    }
  }

  return (
    <MenuButton name={say(words.voice)} icon={<Mic />} width="only-roomy">
      <MenuChoice icon={<Mic />} name={say(words.record)} onClick={() => void start()} />
      <MenuChoice icon={<FileAudio />} name={say(words.chooseVoice)} onClick={onChoose} />
    </MenuButton>
  );
}
