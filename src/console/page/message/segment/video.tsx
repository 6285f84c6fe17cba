/** A video, which plays in place. */
import { Play } from "lucide-react";
import { useRef, useState } from "react";

import { say } from "../../../../words/language.ts";
import { card as words } from "../../words/card.ts";
import { addressOf } from "./data.ts";
import type { SegmentProps } from "./data.ts";
import { clock } from "./voice.tsx";

export function Video({ data }: SegmentProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [length, setLength] = useState<number>();
  const [isStarted, setStarted] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const address = addressOf(data);
  if (!address)
    return <span className="video is-gone">{`${say(words.video)} · ${say(words.gone)}`}</span>;
  if (isBroken)
    return (
      <span className="video is-gone">
        {`${say(words.video)} · ${say(words.unplayable)}`}
        <a className="link" href={address} download>
          {say(words.download)}
        </a>
      </span>
    );

  function start(): void {
    setStarted(true);
    video.current?.focus();
    video.current?.play().catch(() => undefined);
  }

  return (
    <span className="video">
      <video
        ref={video}
        src={address}
        preload="metadata"
        aria-label={say(words.video)}
        controls={isStarted}
        tabIndex={isStarted ? 0 : -1}
        onLoadedMetadata={({ currentTarget: { duration } }) => setLength(duration)}
        onError={() => setBroken(true)}
      >
        <track kind="captions" />
      </video>
      {!isStarted && (
        <button
          type="button"
          className="start"
          aria-label={`${say(words.play)} · ${say(words.video)}${length === undefined ? "" : ` ${clock(length)}`}`}
          onClick={start}
        >
          <span className="go">
            <Play />
          </span>
          {length !== undefined && <span className="len">{clock(length)}</span>}
        </button>
      )}
    </span>
  );
}
