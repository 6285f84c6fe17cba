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

export interface Acting extends Spot {
  readonly is: "menu" | "react" | "forward" | "json";
  readonly anchor: Anchor;
}

/** What each of them needs. */
export interface ActedProps {
  readonly spot: Spot;
  readonly anchor: Anchor;
  readonly onClose: () => void;
}

export const useActing = create<{ readonly acting: Acting | undefined }>(() => ({
  acting: undefined,
}));

export function act(acting: Acting | undefined): void {
  useActing.setState({ acting });
}

/** What has the focus once it is over: the message, or where one goes on writing. */
export function focusAfter({ element }: Anchor, goesOn = false): HTMLElement | null {
  const field = element.closest(".chat")?.querySelector<HTMLElement>(".composer textarea");
  if (goesOn && field) return field;
  return element instanceof HTMLElement ? element : null;
}

/** A box of no size where the pointer was, or the element. */
export function toAnchor({ element, at }: Anchor): Element | { getBoundingClientRect(): DOMRect } {
  return at ? { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) } : element;
}
