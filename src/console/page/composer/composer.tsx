/** Where one says something; or why one cannot. */
import { CircleX, Eye, MicOff, X } from "lucide-react";

import { say } from "../../../words/language.ts";
import type { ChatKey } from "../route.ts";
import { useMembersRead } from "../seat/members.ts";
import type { Seat } from "../seat/seat.ts";
import { useServer } from "../server.ts";
import { mutedFor, composer as words } from "../words/composer.ts";
import { seat as seatWords } from "../words/seat.ts";
import { shell } from "../words/shell.ts";
import { setWorldTime } from "../world-clock.ts";
import { Box } from "./box.tsx";
import { placeOf, useWriting, write } from "./drafts.ts";
import type { Place } from "./drafts.ts";
import { DropZone } from "./drop-zone.tsx";
import { spanWords, useSilence } from "./silence.ts";
import type { Silence } from "./silence.ts";
import { allowSpeaking, useIsWatched } from "./speaking.ts";

export interface ComposerProps {
  readonly seat: Seat;
  readonly chatKey: ChatKey;
  readonly name: string;
}

export function Composer(props: ComposerProps) {
  const { seat, chatKey } = props;
  useMembersRead(seat, chatKey);
  const isWatched = useIsWatched(seat.account);
  const silence = useSilence(seat, chatKey);
  return (
    <div className="composer">
      <Trouble place={placeOf(seat.account, chatKey)} />
      {isWatched ? (
        <Watching account={seat.account} />
      ) : silence ? (
        <Silenced silence={silence} />
      ) : (
        <>
          <Box {...props} />
          <DropZone {...props} />
        </>
      )}
    </div>
  );
}

/** Why something could not be done just now. */
function Trouble({ place }: { place: Place }) {
  const { trouble } = useWriting(place);
  if (trouble === undefined) return null;
  return (
    <div className="trouble" role="alert">
      <CircleX />
      <span className="grow">{trouble}</span>
      <button
        type="button"
        className="icon-button"
        aria-label={say(shell.close)}
        onClick={() => write(place, { trouble: undefined })}
      >
        <X />
      </button>
    </div>
  );
}

function Watching({ account }: { account: number }) {
  return (
    <div className="box notice">
      <Eye />
      <span className="grow">{say(seatWords.watching)}</span>
      <button
        type="button"
        className="button is-small"
        onClick={() => allowSpeaking(account, true)}
      >
        {say(seatWords.speak)}
      </button>
    </div>
  );
}

function Silenced({ silence }: { silence: Silence }) {
  const isSteered = useServer((state) => state.isSteered);
  if (silence.is === "whole")
    return (
      <div className="box notice">
        <MicOff />
        <span className="grow">{say(words.whole)}</span>
      </div>
    );
  const { until, left, isFrozen } = silence;
  return (
    <div className="box notice">
      <MicOff />
      <span className="grow" role="timer" title={isFrozen ? say(words.frozen) : undefined}>
        {say(mutedFor(spanWords(left)))}
      </span>
      {isSteered && (
        <button type="button" className="button is-small" onClick={() => void setWorldTime(until)}>
          {say(words.jump)}
        </button>
      )}
    </div>
  );
}
