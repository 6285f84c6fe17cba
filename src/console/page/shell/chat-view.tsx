/** The view of chats: the people, and the seats that are taken. */
import { Fragment, useEffect, useRef } from "react";

import { say } from "../../../words/language.ts";
import { usePresence } from "../connections/presence.ts";
import { ActingLayer } from "../message/acting-layer.tsx";
import { useRoute } from "../route.ts";
import { Rail } from "../seat/rail.tsx";
import { SeatPanel } from "../seat/seat-panel.tsx";
import { TraceDrawer, drawerWidth } from "../trace/trace-drawer.tsx";
import { startChat } from "../welcome/start-chat.ts";
import { Welcome } from "../welcome/welcome.tsx";
import { seat as words } from "../words/seat.ts";
import { Divider } from "./divider.tsx";
import { useShares } from "./shares.ts";
import { useWidth } from "./width.ts";

/** How many seats fit, each of them at 340 pixels or more. */
const railWidth = 64;
const seatWidth = 348;

export function ChatView() {
  const { seats, focus, more } = useRoute();
  const isTracing = more["trace"] !== undefined;
  const width = useWidth() - (isTracing ? drawerWidth : 0);
  const fitting = width < 720 ? 1 : Math.max(1, Math.floor((width - railWidth) / seatWidth));
  const most = Math.min(width < 1280 ? 2 : 3, fitting);
  const shown = aroundFocus(seats.length, { focus, most });
  return (
    <div className={`chats${isTracing ? " has-drawer" : ""}`}>
      <Rail />
      <ActingLayer />
      {seats.length === 0 ? <NobodyYet /> : <Seats shown={shown} />}
      {isTracing && <TraceDrawer />}
    </div>
  );
}

function Seats({ shown }: { shown: readonly number[] }) {
  const { seats, focus } = useRoute();
  const places = shown.flatMap((at) => seats[at] ?? []);
  const { shares, move, even } = useShares(places.length, Math.max(0, shown.indexOf(focus)));
  const columns = shares.map((share) => `minmax(0, ${share.toFixed(4)}fr)`).join(" 8px ");
  return (
    <div className="seats" style={{ gridTemplateColumns: columns }}>
      {places.map((place, at) => (
        <Fragment key={place.account}>
          {at > 0 && (
            <Divider share={shares[at - 1] ?? 1} onMove={(step) => move(at, step)} onEven={even} />
          )}
          <SeatPanel place={place} isFocused={place === seats[focus]} />
        </Fragment>
      ))}
    </div>
  );
}

/** How one connects a bot, until there was one: then this is the chat. */
function NobodyYet() {
  const wasSeen = usePresence((state) => state.wasSeen);
  const isKnown = usePresence(({ presence }) => presence.is !== "unknown");
  const wasWaiting = useRef(false);
  useEffect(() => {
    if (isKnown && !wasSeen) wasWaiting.current = true;
    if (!wasSeen || !wasWaiting.current) return;
    wasWaiting.current = false;
    startChat();
  }, [isKnown, wasSeen]);
  if (!isKnown) return null;
  return wasSeen ? <p className="empty">{say(words.choosePerson)}</p> : <Welcome />;
}

/** Which seats are shown where not all fit: the one with the focus, and its neighbours. */
function aroundFocus(count: number, { focus, most }: { focus: number; most: number }): number[] {
  const first = Math.max(0, Math.min(focus, count - most));
  return Array.from({ length: Math.min(count, most) }, (_, at) => first + at);
}
