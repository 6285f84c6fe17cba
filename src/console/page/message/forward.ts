/** Forwarded conversations: read once, and kept while they may be looked at again. */
import { useEffect, useState } from "react";

import type { ReceivedSegment } from "../../../protocol/entity.ts";
import type { MessageItem } from "../chat/item.ts";
import type { Seat } from "../seat/seat.ts";
import { messageOf, textOf } from "./segment/data.ts";

interface Node {
  readonly sender: { readonly user_id: number; readonly nickname: string };
  readonly time: number;
  readonly message: readonly ReceivedSegment[];
}

export type Forwarded = readonly MessageItem[] | "gone" | undefined;

const maxKept = 100;
const kept = new Map<string, Promise<readonly MessageItem[]>>();

/** The messages of a forwarded conversation; undefined until they are there. */
export function useForward(seat: Seat, data: ReceivedSegment["data"]): Forwarded {
  const id = textOf(data, "id");
  const within = messageOf(data, "content");
  const [forwarded, setForwarded] = useState<Forwarded>();
  const isCarried = within.length > 0;
  useEffect(() => {
    if (isCarried) return;
    let isWanted = true;
    read(seat, id).then(
      (items) => isWanted && setForwarded(items),
      () => isWanted && setForwarded("gone"),
    );
    return () => {
      isWanted = false;
    };
  }, [seat, id, isCarried]);
  return isCarried ? [toItem({ sender: senderOf(data), time: 0, message: within }, 0)] : forwarded;
}

function read(seat: Seat, id: string): Promise<readonly MessageItem[]> {
  const known = kept.get(id);
  if (known) return known;
  if (kept.size >= maxKept) kept.clear();
  const reading = seat
    .ask<{ messages: Node[] }>("get_forward_msg", { id })
    .then(({ messages }) => messages.map(toItem));
  kept.set(id, reading);
  // What failed may be there the next time.
  reading.catch(() => kept.delete(id));
  return reading;
}

function toItem({ sender, time, message }: Node, at: number): MessageItem {
  return {
    kind: "message",
    key: `f${at}`,
    id: undefined,
    time,
    sender: { ...sender, sex: "unknown", age: 0 },
    segments: message,
    isOwn: false,
    isAnonymous: false,
    sending: { is: "sent" },
  };
}

function senderOf(data: ReceivedSegment["data"]): Node["sender"] {
  return { user_id: Number(textOf(data, "user_id")) || 0, nickname: textOf(data, "nickname") };
}
