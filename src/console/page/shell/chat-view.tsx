/** The view of chats: the people, and the seats that are taken. */
import { say } from "../../../words/language.ts";
import { ActingLayer } from "../message/acting-layer.tsx";
import { useRoute } from "../route.ts";
import { Rail } from "../seat/rail.tsx";
import { SeatPanel } from "../seat/seat-panel.tsx";
import { seat as words } from "../words/seat.ts";
import { useWidth } from "./width.ts";

/** How many seats fit, each of them at 340 pixels or more. */
const railWidth = 64;
const seatWidth = 348;

export function ChatView() {
  const { seats, focus } = useRoute();
  const width = useWidth();
  const fitting = width < 720 ? 1 : Math.max(1, Math.floor((width - railWidth) / seatWidth));
  const most = Math.min(width < 1280 ? 2 : 3, fitting);
  const shown = aroundFocus(seats.length, { focus, most });
  return (
    <div className="chats">
      <Rail />
      <ActingLayer />
      {seats.length === 0 ? (
        <p className="empty">{say(words.choosePerson)}</p>
      ) : (
        <div className={`seats of-${shown.length}`}>
          {shown.flatMap((at) => {
            const place = seats[at];
            return place
              ? [<SeatPanel key={place.account} place={place} isFocused={at === focus} />]
              : [];
          })}
        </div>
      )}
    </div>
  );
}

/** Which seats are shown where not all fit: the one with the focus, and its neighbours. */
function aroundFocus(count: number, { focus, most }: { focus: number; most: number }): number[] {
  const first = Math.max(0, Math.min(focus, count - most));
  return Array.from({ length: Math.min(count, most) }, (_, at) => first + at);
}
