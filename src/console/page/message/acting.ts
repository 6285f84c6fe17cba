/** What is being done with a message: its menu, the choice of a reaction, of a conversation to send it on to, its JSON. */
import { create } from "zustand";

import type { MessageItem } from "../chat/item.ts";
import type { ChatKey } from "../route.ts";
import type { Seat } from "../seat/seat.ts";

/** A message where it stands. */
export interface Spot {
  readonly seat: Seat;
  readonly chatKey: ChatKey;
  readonly item: MessageItem;
}

/** Something a menu or panel opens beside, and that gets the focus back. */
export interface Anchor {
  readonly element: Element;
  /** Where the pointer was, if it was one that asked. */
  readonly at?: { readonly x: number; readonly y: number };
}

export type Acting = Spot &
  (
    | { readonly is: "menu" | "react"; readonly anchor: Anchor }
    | { readonly is: "forward" | "json" }
  );

export const useActing = create<{ readonly acting: Acting | undefined }>(() => ({
  acting: undefined,
}));

export function act(acting: Acting | undefined): void {
  useActing.setState({ acting });
}

/** A box of no size where the pointer was, or the element. */
export function toAnchor({ element, at }: Anchor): Element | { getBoundingClientRect(): DOMRect } {
  return at ? { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) } : element;
}
