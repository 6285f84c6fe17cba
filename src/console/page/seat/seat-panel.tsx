/** One seat: who it is, its conversations, and the one that is open. */
import { X } from "lucide-react";
import { useEffect } from "react";

import { say } from "../../../words/language.ts";
import { ChatPanel } from "../chat/chat-panel.tsx";
import { Conversations } from "../chat/conversations.tsx";
import { GroupPanel } from "../group/group-panel.tsx";
import { Avatar } from "../people/avatar.tsx";
import { useName } from "../people/name.ts";
import { go, leaveSeat, useRoute } from "../route.ts";
import type { SeatPlace } from "../route.ts";
import { relations, seat as words, seatOf } from "../words/seat.ts";
import type { Seat } from "./seat.ts";
import { useSeat, useSeatState } from "./seats.ts";

export interface SeatPanelProps {
  readonly place: SeatPlace;
  readonly isFocused: boolean;
}

export function SeatPanel({ place, isFocused }: SeatPanelProps) {
  const seat = useSeat(place.account);
  const name = useName(place.account);
  if (!seat) return null;
  return (
    <section
      className={`panel seat${isFocused ? " is-focused" : ""}${place.chat ? " has-chat" : ""}`}
      aria-label={say(seatOf(name))}
      onFocusCapture={() => focusSeat(place.account)}
      onPointerDownCapture={() => focusSeat(place.account)}
    >
      <SeatHead seat={seat} name={name} />
      <div className="seat-body">
        <Conversations seat={seat} current={place.chat} />
        {place.chat ? (
          <>
            <ChatPanel key={place.chat} seat={seat} chatKey={place.chat} />
            <GroupPanel seat={seat} chatKey={place.chat} />
          </>
        ) : (
          <p className="empty">{say(words.chooseChat)}</p>
        )}
      </div>
      <Looking seat={seat} place={place} />
    </section>
  );
}

function SeatHead({ seat, name }: { seat: Seat; name: string }) {
  const isKnown = useSeatState(seat, (state) => state.nickname !== "");
  const friends = useSeatState(seat, (state) => state.friends.length);
  const groups = useSeatState(seat, (state) => state.groups.length);
  return (
    <header className="seat-head">
      <Avatar id={seat.account} name={name} size={24} />
      <b className="cut">{name}</b>
      <code className="faint">{seat.account}</code>
      <span className="faint cut">{isKnown && say(relations(friends, groups))}</span>
      <span className="grow" />
      <button
        type="button"
        className="icon-button"
        aria-label={say(words.leave)}
        title={say(words.leave)}
        onClick={() => leaveSeat(seat.account)}
      >
        <X />
      </button>
    </header>
  );
}

/** What is shown is seen. */
function Looking({ seat, place }: { seat: Seat; place: SeatPlace }) {
  useEffect(() => {
    const look = () => seat.look(document.visibilityState === "visible" ? place.chat : undefined);
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      seat.look(undefined);
    };
  }, [seat, place.chat]);
  return null;
}

function focusSeat(account: number): void {
  const { seats, focus } = useRoute.getState();
  const at = seats.findIndex((seat) => seat.account === account);
  if (at >= 0 && at !== focus) go({ focus: at }, { isStep: false });
}
