/** The people one may play, and who is played; one click takes a seat. */
import { Toolbar } from "@base-ui/react/toolbar";
import { Tooltip } from "@base-ui/react/tooltip";
import { Eye, Plus } from "lucide-react";
import { Fragment } from "react";
import type { DragEvent } from "react";

import { say } from "../../../words/language.ts";
import { Avatar } from "../people/avatar.tsx";
import { openSeat, useRoute } from "../route.ts";
import { useServer } from "../server.ts";
import type { Person } from "../server.ts";
import { newMessages, seat as words, watchOf } from "../words/seat.ts";
import { world as worldWords } from "../words/world.ts";
import { addPerson } from "../world/add-person.ts";
import { moveBefore, useRailOrder } from "./rail-order.ts";
import type { Seat } from "./seat.ts";
import { useSeat, useSeatState } from "./seats.ts";

const dragged = "application/x-onebot-account";

export function Rail() {
  const people = useRailOrder();
  const own = useServer(({ hello }) => hello?.account);
  const isSteered = useServer((state) => state.isSteered);
  return (
    <nav className="rail" aria-label={say(words.seats)}>
      <Tooltip.Provider delay={300}>
        <Toolbar.Root className="rail-people" orientation="vertical">
          {people.map((person, at) => (
            <Fragment key={person.user_id}>
              {person.user_id === own && people.length > 1 && <hr />}
              <RailPerson person={person} place={at + 1} isWatched={person.user_id === own} />
            </Fragment>
          ))}
        </Toolbar.Root>
      </Tooltip.Provider>
      {isSteered && (
        <button
          type="button"
          className="add"
          aria-label={say(worldWords.addPerson)}
          title={say(worldWords.addPerson)}
          onClick={addPerson}
        >
          <Plus />
        </button>
      )}
    </nav>
  );
}

interface RailPersonProps {
  readonly person: Person;
  /** From 1, in the rail. */
  readonly place: number;
  readonly isWatched: boolean;
}

function RailPerson({ person, place, isWatched }: RailPersonProps) {
  const { user_id, nickname } = person;
  const state = useRoute(({ seats, focus }) => {
    const at = seats.findIndex(({ account }) => account === user_id);
    return at < 0 ? "" : at === focus ? "is-here" : "is-open";
  });
  const seat = useSeat(user_id);
  const label = isWatched ? say(watchOf(nickname)) : nickname;

  function onDrop(event: DragEvent): void {
    const account = Number(event.dataTransfer.getData(dragged));
    if (account) moveBefore(account, user_id);
  }

  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        render={
          <Toolbar.Button
            className={state}
            aria-pressed={state !== ""}
            draggable
            onDragStart={({ dataTransfer }) => dataTransfer.setData(dragged, String(user_id))}
            onDragOver={(event) => event.preventDefault()}
            onDrop={onDrop}
            onClick={() => openSeat(user_id)}
          />
        }
      >
        <Avatar id={user_id} name={nickname} size={40} />
        {isWatched && <span className="sr">{say(words.watch)} </span>}
        <span className="name cut">{nickname}</span>
        <span className="sr"> {user_id}</span>
        {isWatched && (
          <span className="mark">
            <Eye />
          </span>
        )}
        {seat && <Unread seat={seat} />}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner side="right" sideOffset={4}>
          <Tooltip.Popup className="tooltip">
            <b>{label}</b> <code>{user_id}</code>
            {place <= 9 && <kbd>Alt {place}</kbd>}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

function Unread({ seat }: { seat: Seat }) {
  const unread = useSeatState(seat, ({ chats }) =>
    chats.values().reduce((sum, chat) => sum + chat.unread, 0),
  );
  const isNamed = useSeatState(seat, ({ chats }) => chats.values().some((chat) => chat.isNamed));
  if (unread === 0) return null;
  return (
    <span className={`count${isNamed ? " is-at" : ""}`}>
      <span className="sr">, </span>
      {unread > 99 ? "99+" : unread}
      <span className="sr"> {say(newMessages)}</span>
    </span>
  );
}
