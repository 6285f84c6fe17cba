/** Shown in the place of the tools while a voice is recorded. */
import { useEffect, useState } from "react";

import { say } from "../../../words/language.ts";
import { composer as words } from "../words/composer.ts";
import { maxSeconds } from "./recorder.ts";
import type { Recording } from "./recorder.ts";
import { spanWords } from "./silence.ts";

export interface VoiceBarProps {
  readonly recording: Recording;
  readonly onStop: () => void;
  readonly onCancel: () => void;
}

export function VoiceBar({ recording, onStop, onCancel }: VoiceBarProps) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => recording.onTime(setSeconds), [recording]);
  useEffect(() => {
    if (seconds >= maxSeconds) onStop();
  }, [seconds, onStop]);
  return (
    <div className="tools is-recording" role="group" aria-label={say(words.recording)}>
      <span className="dot is-bad" />
      <span>
        {say(words.recording)} {spanWords(Math.floor(seconds))}
      </span>
      <span className="grow" />
      <button type="button" className="button is-small" onClick={onCancel}>
        {say(words.cancel)}
      </button>
      <button type="button" className="button is-small is-main" onClick={onStop}>
        {say(words.stop)}
      </button>
    </div>
  );
}
