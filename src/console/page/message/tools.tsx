/** What hovers over a message that one points at or has the focus on: reply, react, trace, more. */
import { Ellipsis, Reply, SmilePlus, Waypoints } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { say } from "../../../words/language.ts";
import { poke } from "../composer/poke.ts";
import { isWatched } from "../composer/speaking.ts";
import { keep } from "../route.ts";
import { tools as words } from "../words/tools.ts";
import { act, useActing } from "./acting.ts";
import type { Anchor, Spot } from "./acting.ts";
import { obstacle, reply } from "./deeds.ts";
import type { Obstacle } from "./deeds.ts";
import { useSetting } from "./setting.ts";

/** Stands within the element of its message, and listens to it. */
export function MessageTools({ item }: Pick<Spot, "item">) {
  const { seat, chatKey, jump } = useSetting();
  // Within a forwarded conversation there is nothing to be done.
  return jump ? <Tools seat={seat} chatKey={chatKey} item={item} /> : null;
}

function Tools(spot: Spot) {
  const { seat, chatKey, item } = spot;
  const mark = useRef<HTMLSpanElement>(null);
  const [isNear, setNear] = useState(false);
  const isActing = useActing(({ acting }) => acting?.item.key === item.key && acting.seat === seat);
  useEffect(() => {
    const message = mark.current?.closest("article");
    if (!message) return undefined;
    return listen(message, {
      onNear: setNear,
      onMenu: (anchor) => act({ seat, chatKey, item, is: "menu", anchor }),
      onTrace: () => trace(item.id),
      onPoke: () => {
        if (isWatched(seat.account) || item.isAnonymous) return;
        void poke(seat, { chatKey, user_id: item.sender.user_id });
      },
    });
  }, [seat, chatKey, item]);
  return (
    <span ref={mark} className="msg-mark">
      {(isNear || isActing) && <Toolbar spot={spot} />}
    </span>
  );
}

function Toolbar({ spot }: { spot: Spot }) {
  const why = obstacle(spot);
  const { id } = spot.item;
  const open = (is: "react" | "menu") => (element: Element) =>
    act({ ...spot, is, anchor: { element } });
  return (
    <div className="msg-tools" role="toolbar" aria-label={say(words.tools)}>
      <Tool name={say(words.reply)} why={why} onUse={() => reply(spot)}>
        <Reply />
      </Tool>
      <Tool name={say(words.react)} why={why} onUse={open("react")}>
        <SmilePlus />
      </Tool>
      {id !== undefined && (
        <Tool name={say(words.trace)} why={undefined} onUse={() => trace(id)}>
          <Waypoints />
        </Tool>
      )}
      <Tool name={say(words.more)} why={undefined} onUse={open("menu")}>
        <Ellipsis />
      </Tool>
    </div>
  );
}

interface ToolProps {
  readonly name: string;
  readonly why: Obstacle;
  readonly onUse: (element: Element) => void;
  readonly children: React.ReactNode;
}

function Tool({ name, why, onUse, children }: ToolProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={name}
      aria-disabled={why !== undefined}
      title={why ? `${name}: ${say(why)}` : name}
      onClick={({ currentTarget }) => !why && onUse(currentTarget)}
    >
      {children}
    </button>
  );
}

export function trace(id: number | undefined): void {
  if (id !== undefined) keep("trace", String(id));
}

interface Listening {
  readonly onNear: (isNear: boolean) => void;
  readonly onMenu: (anchor: Anchor) => void;
  readonly onTrace: () => void;
  readonly onPoke: () => void;
}

/** How long a finger rests on a message for its menu, in milliseconds. */
const longPress = 450;

function listen(message: HTMLElement, { onNear, onMenu, onTrace, onPoke }: Listening) {
  const listening = new AbortController();
  const { signal } = listening;
  let isOver = false;
  let hasFocus = false;
  let press: ReturnType<typeof setTimeout> | undefined;
  const tell = () => onNear(isOver || hasFocus);
  const release = () => clearTimeout(press);
  const on = <Type extends keyof HTMLElementEventMap>(
    type: Type,
    listener: (event: HTMLElementEventMap[Type]) => void,
  ) => message.addEventListener(type, listener, { signal });

  on("pointerenter", ({ pointerType }) => {
    // A finger opens the menu; what hovers would only be in its way.
    isOver = pointerType !== "touch";
    tell();
  });
  on("pointerleave", () => {
    isOver = false;
    release();
    tell();
  });
  on("focusin", () => {
    hasFocus = message.matches(":focus-visible, :has(:focus-visible)");
    tell();
  });
  on("focusout", ({ relatedTarget }) => {
    hasFocus = relatedTarget instanceof Node && message.contains(relatedTarget);
    tell();
  });
  on("contextmenu", (event) => {
    // Somebody who has marked words wants the browser's own menu.
    if (!getSelection()?.isCollapsed) return;
    event.preventDefault();
    onMenu({ element: message, at: { x: event.clientX, y: event.clientY } });
  });
  on("keydown", (event) => {
    if (event.target !== message || event.isComposing) return;
    const isMenu = event.key === "Enter" || event.key === "ContextMenu";
    if (isMenu || (event.key === "F10" && event.shiftKey)) onMenu({ element: message });
    else if (event.key === "t" && !event.ctrlKey && !event.metaKey && !event.altKey) onTrace();
    else return;
    event.preventDefault();
  });
  on("dblclick", (event) => {
    const { target } = event;
    if (!(target instanceof Element) || !target.closest(".avatar")) return;
    event.preventDefault();
    getSelection()?.removeAllRanges();
    onPoke();
  });
  on("pointerdown", ({ pointerType, clientX, clientY }) => {
    release();
    if (pointerType === "touch")
      press = setTimeout(
        () => onMenu({ element: message, at: { x: clientX, y: clientY } }),
        longPress,
      );
  });
  on("pointermove", release);
  on("pointerup", release);
  on("pointercancel", release);
  return () => {
    release();
    listening.abort();
  };
}
