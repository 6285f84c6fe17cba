/** The name of the tab: how much is new, and where one is. */
import { useEffect } from "react";

import { say } from "../../../words/language.ts";
import { useName } from "../people/name.ts";
import { useRoute } from "../route.ts";
import type { SeatPlace } from "../route.ts";
import type { Seat } from "../seat/seat.ts";
import { useSeat, useSeatState } from "../seat/seats.ts";
import { useUnread } from "../seat/unread.ts";
import { navigation } from "./navigation.ts";

export function Title() {
  const view = useRoute((route) => route.view);
  const place = useRoute(({ seats, focus }) => seats[focus]);
  return view === "chat" && place ? (
    <SeatTitle place={place} />
  ) : (
    <Written where={say(navigation[view].words)} />
  );
}

function SeatTitle({ place }: { place: SeatPlace }) {
  const seat = useSeat(place.account);
  const name = useName(place.account);
  return seat && place.chat ? (
    <ChatTitle seat={seat} chatKey={place.chat} name={name} />
  ) : (
    <Written where={name} />
  );
}

interface ChatTitleProps {
  readonly seat: Seat;
  readonly chatKey: NonNullable<SeatPlace["chat"]>;
  readonly name: string;
}

function ChatTitle({ seat, chatKey, name }: ChatTitleProps) {
  const chat = useSeatState(seat, ({ chats }) => chats.get(chatKey)?.name);
  return <Written where={chat === undefined ? name : `${chat} · ${name}`} />;
}

function Written({ where }: { where: string }) {
  const unread = useUnread();
  const title = `${unread > 0 ? `(${unread}) ` : ""}${where} · onebot`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return null;
}
