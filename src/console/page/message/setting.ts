/** Where a message is shown: what its parts need to know of the conversation around it. */
import { createContext, useContext } from "react";

import type { ChatKey } from "../route.ts";
import type { Seat } from "../seat/seat.ts";

export interface Setting {
  readonly seat: Seat;
  readonly chatKey: ChatKey;
  /** Shows another message of the conversation; undefined where there is none to go to, as within a forwarded one. */
  readonly jump: ((messageId: number) => void) | undefined;
}

export const SettingContext = createContext<Setting | undefined>(undefined);

/** Throws outside of a conversation. */
export function useSetting(): Setting {
  const setting = useContext(SettingContext);
  if (!setting) throw new Error("A message is shown outside of a conversation");
  return setting;
}
