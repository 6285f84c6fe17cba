/** The clock of the world: what time it is there, and how to move it. */
import { Clock, Pause, Play, Snowflake } from "lucide-react";
import { useState } from "react";
import type { FormEvent } from "react";

import { say } from "../../../words/language.ts";
import { toSpan } from "../words/span.ts";
import { movedBy, world as words } from "../words/world.ts";
import { moveClock, useWorldClock, useWorldTime } from "../world-clock.ts";
import { fromField, toClock, toDay, toField, tomorrowAt } from "./moment.ts";
import { TroubleNote } from "./trouble-note.tsx";
import { useAttempts } from "./trouble.ts";

const morning = 8;

export function ClockPanel() {
  const { ahead, frozenAt } = useWorldClock();
  const time = useWorldTime();
  const { attempt, trouble } = useAttempts();
  const isFrozen = frozenAt !== undefined;
  const now = time.now;
  const move = (params: object) => attempt(() => moveClock(params));
  return (
    <section className="panel" aria-label={say(words.clock)}>
      <header className="panel-head">
        <Clock />
        <h2>{say(words.clock)}</h2>
        <span className="grow" />
        {isFrozen ? (
          <span className="badge is-warn">
            <Snowflake />
            {say(words.frozen)}
          </span>
        ) : (
          ahead !== 0 && <span className="badge is-warn">{say(words.moved)}</span>
        )}
      </header>
      <div className="pad stack">
        <div className="clock">
          <time className="time" dateTime={new Date(now * 1000).toISOString()}>
            {toClock(now)}
          </time>
          <span className="two">
            <span className="dim">{toDay(now)}</span>
            <span className="faint">{say(driftOf(isFrozen ? now - realTime() : ahead))}</span>
          </span>
        </div>
        <div className="quad">
          <button
            type="button"
            className={`button is-small${isFrozen ? " is-main" : ""}`}
            onClick={() => move({ freeze: !isFrozen })}
          >
            {isFrozen ? <Play /> : <Pause />}
            {say(isFrozen ? words.resume : words.freeze)}
          </button>
          <button type="button" className="button is-small" onClick={() => move({ advance: 600 })}>
            {say(words.advance)}
          </button>
          <button
            type="button"
            className="button is-small"
            onClick={() => move({ set: tomorrowAt(morning, now) })}
          >
            {say(words.tomorrow)}
          </button>
          <button
            type="button"
            className="button is-small"
            disabled={!isFrozen && ahead === 0}
            onClick={() => move({ set: "now", freeze: false })}
          >
            {say(words.realTime)}
          </button>
        </div>
        <SetForm now={now} onSet={(set) => move({ set })} />
        <TroubleNote trouble={trouble} />
      </div>
    </section>
  );
}

function SetForm({ now, onSet }: { now: number; onSet: (time: number) => void }) {
  const [text, setText] = useState<string>();

  function submit(event: FormEvent): void {
    event.preventDefault();
    const time = fromField(text ?? toField(now));
    if (time !== undefined) onSet(time);
    setText(undefined);
  }

  return (
    <form className="row" onSubmit={submit}>
      <input
        className="field is-small grow"
        type="datetime-local"
        step={1}
        value={text ?? toField(now)}
        aria-label={say(words.setTo)}
        onChange={({ target }) => setText(target.value)}
      />
      <button type="submit" className="button is-small">
        {say(words.set)}
      </button>
    </form>
  );
}

function driftOf(ahead: number) {
  return Math.abs(ahead) < 2 ? words.isReal : movedBy(toSpan(Math.abs(ahead)), ahead > 0);
}

function realTime(): number {
  return Math.floor(Date.now() / 1000);
}
