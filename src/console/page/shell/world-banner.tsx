/** Whether the world is bent: a clock that was moved, faults; and the way back from what has replaced it. */
import { CircleCheck, Clock, Snowflake, TriangleAlert, X } from "lucide-react";
import { useEffect } from "react";

import { say } from "../../../words/language.ts";
import type { Told } from "../../../words/language.ts";
import { encodeRoute, useRoute } from "../route.ts";
import { toSpan } from "../words/span.ts";
import {
  clockMoved,
  faultsActive,
  frozenAt as frozenWords,
  world as words,
} from "../words/world.ts";
import { moveClock, useWorldClock } from "../world-clock.ts";
import { EffectBadges } from "../world/effect-badges.tsx";
import { clearFaults, isActive, useFaults } from "../world/faults.ts";
import type { Fault } from "../world/faults.ts";
import { toClock, toDay } from "../world/moment.ts";
import { useAttempts } from "../world/trouble.ts";
import { dismissDone, undo, useDone } from "../world/undo.ts";

export function WorldBanner() {
  const done = useDone((state) => state.done);
  const clock = useWorldClock();
  const faults = useFaults((state) => state.faults).filter(isActive);
  const isBent = clock.frozenAt !== undefined || clock.ahead !== 0;
  if (done)
    return <DoneBanner what={done.what} way={done.way} canUndo={done.snapshot !== undefined} />;
  if (!isBent && faults.length === 0) return null;
  return <BentBanner isClockBent={isBent} faults={faults} />;
}

/** How long something is told that cannot be undone, in milliseconds. */
const news = 6000;

interface DoneProps {
  readonly what: Told;
  readonly way: Told;
  readonly canUndo: boolean;
}

function DoneBanner({ what, way, canUndo }: DoneProps) {
  const { attempt, trouble, isRunning } = useAttempts();
  useEffect(() => {
    const timer = canUndo ? undefined : setTimeout(dismissDone, news);
    return () => clearTimeout(timer);
  }, [canUndo]);
  return (
    <div className="banner is-ok">
      <CircleCheck />
      <b role="status">{say(what)}</b>
      <span className="cut grow" role="alert">
        {trouble?.sentence}
      </span>
      {canUndo && (
        <button
          type="button"
          className="button is-small"
          disabled={isRunning}
          onClick={() => attempt(undo)}
        >
          {say(way)}
        </button>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={say(words.dismiss)}
        title={say(words.dismiss)}
        onClick={dismissDone}
      >
        <X />
      </button>
    </div>
  );
}

interface BentProps {
  readonly isClockBent: boolean;
  readonly faults: readonly Fault[];
}

function BentBanner({ isClockBent, faults }: BentProps) {
  const route = useRoute();
  const { attempt } = useAttempts();
  return (
    <div className="banner" role="status">
      {isClockBent && <ClockPart />}
      {isClockBent && faults.length > 0 && <span className="divide" />}
      {faults.length > 0 && (
        <span className="part grow">
          <TriangleAlert />
          <b>{say(faultsActive(faults.length))}</b>
          <span className="cut only-wide faults-line">
            {faults.slice(0, 2).map((fault) => (
              <span key={fault.id}>
                <code>{fault.action ?? fault.event}</code> <EffectBadges fault={fault} />
              </span>
            ))}
          </span>
        </span>
      )}
      {faults.length === 0 && <span className="grow" />}
      {route.view !== "world" && (
        <a className="button is-small" href={encodeRoute({ ...route, view: "world", more: {} })}>
          {say(words.review)}
        </a>
      )}
      {faults.length > 0 && (
        <button
          type="button"
          className="button is-small only-wide"
          onClick={() => attempt(() => clearFaults())}
        >
          {say(words.clearAll)}
        </button>
      )}
    </div>
  );
}

function ClockPart() {
  const { frozenAt, ahead } = useWorldClock();
  const { attempt } = useAttempts();
  const isFrozen = frozenAt !== undefined;
  return (
    <span className="part">
      {isFrozen ? <Snowflake /> : <Clock />}
      <b>
        {say(
          isFrozen
            ? frozenWords(toClock(frozenAt))
            : clockMoved(toSpan(Math.abs(ahead)), ahead > 0),
        )}
      </b>
      {isFrozen && <span className="only-wide">{toDay(frozenAt, { isShort: true })}</span>}
      <button
        type="button"
        className="button is-small"
        onClick={() =>
          attempt(() => moveClock(isFrozen ? { freeze: false } : { set: "now", freeze: false }))
        }
      >
        {say(isFrozen ? words.resume : words.realTime)}
      </button>
      {isFrozen && (
        <button
          type="button"
          className="button is-small only-wide"
          onClick={() => attempt(() => moveClock({ advance: 600 }))}
        >
          {say(words.advance)}
        </button>
      )}
    </span>
  );
}
