/** The people one may play, and who is played; one click takes a seat. */
import { Eye } from "lucide-react";

import { say } from "../../../words/language.ts";
import { Avatar } from "../people/avatar.tsx";
import { openSeat, useRoute } from "../route.ts";
import { useServer } from "../server.ts";
import type { Person } from "../server.ts";
import { seat as words, watchOf } from "../words/seat.ts";
import type { Seat } from "./seat.ts";
import { useSeat, useSeatState } from "./seats.ts";

export function Rail() {
  const people = useServer((state) => state.people) ?? [];
  const own = useServer(({ hello }) => hello?.account);
  const bot = people.find(({ user_id }) => user_id === own);
  return (
    <nav className="rail" aria-label={say(words.seats)}>
      {people
        .filter((person) => person !== bot)
        .map((person) => (
          <RailPerson key={person.user_id} person={person} />
        ))}
      <hr />
      {bot && <RailPerson person={bot} isWatched />}
    </nav>
  );
}

function RailPerson({ person, isWatched = false }: { person: Person; isWatched?: boolean }) {
  const { user_id, nickname } = person;
  const place = useRoute(({ seats, focus }) => {
    const at = seats.findIndex(({ account }) => account === user_id);
    return at < 0 ? "" : at === focus ? "is-here" : "is-open";
  });
  const seat = useSeat(user_id);
  const label = isWatched ? say(watchOf(nickname)) : nickname;
  return (
    <button
      type="button"
      className={place}
      aria-label={`${label} ${user_id}`}
      aria-pressed={place !== ""}
      title={`${label} ${user_id}`}
      onClick={() => openSeat(user_id)}
    >
      <Avatar id={user_id} name={nickname} size={40} />
      <span className="name cut">{nickname}</span>
      {isWatched && (
        <span className="mark">
          <Eye />
        </span>
      )}
      {seat && <Unread seat={seat} />}
    </button>
  );
}

function Unread({ seat }: { seat: Seat }) {
  const unread = useSeatState(seat, ({ chats }) =>
    chats.values().reduce((sum, chat) => sum + chat.unread, 0),
  );
  const isNamed = useSeatState(seat, ({ chats }) => chats.values().some((chat) => chat.isNamed));
  if (unread === 0) return null;
  return <span className={`count${isNamed ? " is-at" : ""}`}>{unread > 99 ? "99+" : unread}</span>;
}
