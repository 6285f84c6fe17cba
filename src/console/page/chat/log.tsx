/** What was said in a conversation, in order; older messages are fetched as one scrolls up. */
import { ArrowDown, LoaderCircle } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { RefObject } from "react";
import { Virtualizer } from "virtua";
import type { VirtualizerHandle } from "virtua";

import { say } from "../../../words/language.ts";
import { useIsWatched } from "../composer/speaking.ts";
import { SettingContext } from "../message/setting.ts";
import { useName } from "../people/name.ts";
import { useSeatState } from "../seat/seats.ts";
import { log as words, newMessages, youAre } from "../words/log.ts";
import type { ChatProps } from "./chat-panel.tsx";
import { useEnd } from "./end.ts";
import type { Item } from "./item.ts";
import { useJump } from "./jump.ts";
import { LogRow } from "./log-row.tsx";
import { focusRow, rowAt } from "./row-focus.ts";

const none: readonly Item[] = [];
/** The height of what stands above the first row. */
const topMargin = 36;

export function Log(props: ChatProps) {
  const { seat, chatKey } = props;
  const count = useSeatState(seat, ({ chats }) => chats.get(chatKey)?.items.length ?? 0);
  const isLoaded = useSeatState(seat, ({ chats }) => chats.get(chatKey)?.isLoaded ?? false);
  const isWatched = useIsWatched(seat.account);
  const owner = useName(seat.account);
  if (count > 0) return <FilledLog {...props} />;
  if (!isLoaded) return <p className="empty" />;
  return (
    <div className="empty">
      <p>{say(words.none)}</p>
      {!isWatched && <p>{say(youAre(owner))}</p>}
    </div>
  );
}

function FilledLog({ seat, chatKey }: ChatProps) {
  const items = useSeatState(seat, ({ chats }) => chats.get(chatKey)?.items ?? none);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [isLoading, setLoading] = useState(false);
  /** Rows with the focus, or about to have it: they stay wherever one scrolls. */
  const [held, setHeld] = useState<readonly string[]>([]);
  /** The row that is to have the focus, until it has: keys are faster than drawing. */
  const heading = useRef<string>(undefined);
  const end = useEnd({ seat, chatKey, items, list });
  const { setting, marked, unmark } = useJump({ seat, chatKey, items, list, leave: end.leave });
  const isFromStart = useIsFromStart(items);

  function onScroll(): void {
    const element = scroller.current;
    if (!element) return;
    end.onScroll(element);
    if (element.scrollTop < element.clientHeight && !isLoading) {
      setLoading(true);
      void seat.loadOlder(chatKey).finally(() => setLoading(false));
    }
  }

  useKeys(scroller, (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLVideoElement)
      return;
    if (event.key === "End") goToEnd();
    else if (event.key === "ArrowUp" || event.key === "ArrowDown")
      step(event.key === "ArrowUp" ? -1 : 1);
    else return;
    event.preventDefault();
  });

  function goToEnd(): void {
    end.go();
    scroller.current?.focus({ preventScroll: true });
  }

  function step(by: -1 | 1): void {
    const focused = rowAt(document.activeElement);
    const key = heading.current ?? focused;
    const from = key === undefined ? -1 : items.findIndex((item) => item.key === key);
    const to = from < 0 ? items.length - 1 : from + by;
    const item = items[to];
    if (!item) return;
    if (by < 0) end.leave();
    setHeld(focused === undefined ? [item.key] : [focused, item.key]);
    list.current?.scrollToIndex(to, { align: "nearest" });
    heading.current = item.key;
    const isWanted = () => heading.current === item.key;
    void focusRow(scroller.current, { key: item.key, isWanted }).then(() => {
      if (isWanted()) heading.current = undefined;
    });
  }

  return (
    <SettingContext value={setting}>
      <div className="log-frame">
        <div
          className="log"
          ref={scroller}
          onScroll={onScroll}
          onAnimationEnd={unmark}
          tabIndex={0}
          role="log"
          aria-label={say(words.log)}
        >
          <div className="log-top" style={{ height: topMargin }}>
            {isLoading && (
              <p className="system" role="status">
                <LoaderCircle className="spin" /> {say(words.loading)}
              </p>
            )}
          </div>
          <Virtualizer
            ref={list}
            data={items}
            shift={isFromStart}
            startMargin={topMargin}
            keepMounted={placesOf(items, held)}
            onResize={end.stay}
          >
            {(item, at) => (
              <LogRow
                key={item.key}
                item={item}
                before={items[at - 1]}
                after={items[at + 1]}
                isNew={item.key === end.newKey}
                isMarked={item.key === marked}
              />
            )}
          </Virtualizer>
        </div>
        {end.isAway && (
          <button type="button" className="to-end" onClick={goToEnd}>
            <ArrowDown />
            {say(end.unseen > 0 ? newMessages(end.unseen) : words.toEnd)}
          </button>
        )}
      </div>
    </SettingContext>
  );
}

function placesOf(items: readonly Item[], keys: readonly string[]): number[] {
  return keys
    .map((key) => items.findIndex((item) => item.key === key))
    .filter((place) => place >= 0);
}

/** A log is read, not operated: its keys are those of scrolling. */
function useKeys(
  scroller: RefObject<HTMLElement | null>,
  onKeyDown: (event: KeyboardEvent) => void,
): void {
  const listener = useEffectEvent(onKeyDown);
  useEffect(() => {
    const element = scroller.current;
    const listen = (event: KeyboardEvent) => listener(event);
    element?.addEventListener("keydown", listen);
    return () => element?.removeEventListener("keydown", listen);
  }, [scroller]);
}

/** Whether items came, or went, at the start the last time: the others then keep their place from the end. */
function useIsFromStart(items: readonly Item[]): boolean {
  const [known, setKnown] = useState({ items, isFromStart: false });
  if (known.items !== items)
    setKnown({ items, isFromStart: known.items[0]?.key !== items[0]?.key });
  return known.isFromStart;
}
