/** What a group keeps, asked for as the seat, and again when something has happened in the group. */
import { useEffect, useState } from "react";

import { useSeatState } from "../seat/seats.ts";
import { toTrouble } from "../world/trouble.ts";
import type { Trouble } from "../world/trouble.ts";
import type { GroupProps } from "./group-panel.tsx";

export interface Asked<Data> {
  /** Undefined until it is known. */
  readonly data: Data | undefined;
  readonly trouble: Trouble | undefined;
  /** Asks anew. */
  readonly again: () => void;
}

/** `action` and `params` are asked anew whenever they differ. */
export function useAsked<Data>(
  { seat, chatKey }: GroupProps,
  { action, params }: { action: string; params: object },
): Asked<Data> {
  const [data, setData] = useState<Data>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [asked, setAsked] = useState(0);
  const news = useSeatState(
    seat,
    ({ chats }) => chats.get(chatKey)?.items.findLast(({ kind }) => kind === "notice")?.key,
  );
  const isOpen = useSeatState(seat, ({ link }) => link.is === "open");
  const json = JSON.stringify(params);
  useEffect(() => {
    if (!isOpen) return undefined;
    let isWanted = true;
    seat
      .ask<Data>(action, JSON.parse(json) as object)
      .then((found) => {
        if (!isWanted) return;
        setData(found);
        setTrouble(undefined);
      })
      .catch((error: unknown) => isWanted && setTrouble(toTrouble(error)));
    return () => {
      isWanted = false;
    };
  }, [seat, action, json, news, asked, isOpen]);
  return { data, trouble, again: () => setAsked((before) => before + 1) };
}
