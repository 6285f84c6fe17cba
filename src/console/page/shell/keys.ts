/** Keys that act everywhere: Alt and a digit for somebody's seat, Alt+W leaves it. */
import { leaveSeat, openSeat, useRoute } from "../route.ts";
import { railOrder } from "../seat/rail-order.ts";

/** Where the caret goes in a seat that is chosen by a key. */
const places = [
  ".seat.is-focused .composer :is(textarea, [contenteditable=true])",
  ".seat.is-focused .conv[aria-current]",
  ".seat.is-focused .conv",
];

export function startKeys(): void {
  addEventListener("keydown", onKeyDown);
}

function onKeyDown(event: KeyboardEvent): void {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing)
    return;
  // By its place: with Alt, some keyboards write something else.
  const [, digit] = /^Digit([1-9])$/.exec(event.code) ?? [];
  if (digit !== undefined) {
    const person = railOrder()[Number(digit) - 1];
    if (!person) return;
    event.preventDefault();
    openSeat(person.user_id);
    focusSeat();
  } else if (event.code === "KeyW") {
    const { seats, focus, view } = useRoute.getState();
    const seat = seats[focus];
    if (!seat || view !== "chat") return;
    event.preventDefault();
    leaveSeat(seat.account);
    focusSeat();
  }
}

/** Once it is drawn; a seat that has just been taken fills a little later. */
function focusSeat(tries = 20): void {
  requestAnimationFrame(() => {
    const target = places
      .values()
      .map((place) => document.querySelector<HTMLElement>(place))
      .find((element) => element !== null);
    if (target) target.focus();
    else if (tries > 0) focusSeat(tries - 1);
  });
}
