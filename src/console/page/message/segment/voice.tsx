/** A recording: plays in place, with its progress and length. */
import { Download, Pause, Play } from "lucide-react";
import { useRef, useState } from "react";

import { say } from "../../../../words/language.ts";
import { card as words } from "../../words/card.ts";
import { addressOf, textOf } from "./data.ts";
import type { SegmentProps } from "./data.ts";
import { useWave } from "./wave.ts";

export function Voice({ data }: SegmentProps) {
  const audio = useRef<HTMLAudioElement>(null);
  const [length, setLength] = useState(0);
  const [at, setAt] = useState(0);
  const [isPlaying, setPlaying] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const address = addressOf(data);
  const wave = useWave(isBroken ? undefined : address, textOf(data, "file"));
  if (!address) return <span className="dim">{`${say(words.voice)} · ${say(words.gone)}`}</span>;
  if (isBroken)
    return (
      <span className="voice">
        <span className="dim">{`${say(words.voice)} · ${say(words.unplayable)}`}</span>
        <a className="icon-button" href={address} download aria-label={say(words.download)}>
          <Download />
        </a>
      </span>
    );

  function toggle(): void {
    if (isPlaying) audio.current?.pause();
    // What cannot be played is told by the element's own event.
    else audio.current?.play().catch(() => undefined);
  }

  const share = length > 0 ? at / length : 0;
  return (
    <span className="voice">
      <button
        type="button"
        className="go"
        aria-label={`${say(isPlaying ? words.pause : words.play)} · ${say(words.voice)}`}
        onClick={toggle}
      >
        {isPlaying ? <Pause /> : <Play />}
      </button>
      <span className="wave">
        {wave.map((height, bar) => (
          <i
            // Bars have no other name than their place.
            key={bar}
            className={bar < share * wave.length ? "is-on" : undefined}
            style={{ height }}
          />
        ))}
        <input
          type="range"
          min={0}
          max={length}
          step={0.1}
          value={at}
          aria-label={say(words.position)}
          aria-valuetext={`${clock(at)} / ${clock(length)}`}
          onChange={({ target }) => {
            if (audio.current) audio.current.currentTime = Number(target.value);
          }}
        />
      </span>
      <span className="dim length">{clock(isPlaying || at > 0 ? at : length)}</span>
      <audio
        ref={audio}
        src={address}
        preload="metadata"
        onLoadedMetadata={({ currentTarget: { duration } }) =>
          setLength(Number.isFinite(duration) ? duration : 0)
        }
        onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setAt(0)}
        onError={() => setBroken(true)}
      >
        <track kind="captions" />
      </audio>
    </span>
  );
}

/** Like 0:07. */
export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
