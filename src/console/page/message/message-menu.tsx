/** The menu of a message: beside the pointer or the message, on a phone a sheet from below. */
import { Menu } from "@base-ui/react/menu";
import {
  AtSign,
  Braces,
  Copy,
  Forward,
  Hand,
  Hash,
  Reply,
  RotateCw,
  SmilePlus,
  Star,
  StarOff,
  Trash2,
  Undo2,
  Waypoints,
} from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { say } from "../../../words/language.ts";
import { idOf, isGroup } from "../chat/chat.ts";
import { copyText } from "../clipboard.ts";
import { poke } from "../composer/poke.ts";
import { NamedRow } from "../shell/item-menu.tsx";
import { useLandmark } from "../shell/landmark.ts";
import { tools as words } from "../words/tools.ts";
import { act, focusAfter, toAnchor } from "./acting.ts";
import type { ActedProps, Spot } from "./acting.ts";
import {
  essenceObstacle,
  mention,
  obstacle,
  recall,
  recallObstacle,
  reply,
  setEssence,
} from "./deeds.ts";
import { toLine } from "./line.ts";
import { trace } from "./tools.tsx";

export function MessageMenu({ spot, anchor, onClose }: ActedProps) {
  const landmark = useLandmark();
  /** Whether one writes next. */
  const goesOn = useRef(false);
  return (
    <Menu.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Menu.Portal container={landmark}>
        <Menu.Backdrop className="veil is-clear" />
        <Menu.Positioner
          className="floating"
          anchor={toAnchor(anchor)}
          align="start"
          sideOffset={4}
          collisionPadding={8}
        >
          <Menu.Popup className="menu sheet" finalFocus={() => focusAfter(anchor, goesOn.current)}>
            <Rows spot={spot} anchor={anchor} onGoOn={() => (goesOn.current = true)} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

interface RowsProps extends Omit<ActedProps, "onClose"> {
  readonly onGoOn: () => void;
}

function Rows({ spot, anchor, onGoOn }: RowsProps) {
  const { seat, chatKey, item } = spot;
  const { id, sender, isOwn, sending } = item;
  const isEssence = useIsEssence(spot);
  const why = obstacle(spot);
  const isUnsent = id === undefined && sending.is !== "sending";
  return (
    <>
      {isUnsent && (
        <>
          <NamedRow
            icon={<RotateCw />}
            name={say(words.again)}
            why={sending.is === "waiting" ? words.waiting : undefined}
            onUse={() => void seat.sayAgain(chatKey, item)}
          />
          <NamedRow
            icon={<Trash2 />}
            name={say(words.discard)}
            onUse={() => seat.discard(chatKey, item)}
          />
          <Menu.Separator className="menu-line" />
        </>
      )}
      <NamedRow
        icon={<Reply />}
        name={say(words.reply)}
        why={why}
        onUse={() => {
          onGoOn();
          reply(spot);
        }}
      />
      <NamedRow
        icon={<SmilePlus />}
        name={say(words.react)}
        why={why}
        onUse={() => act({ ...spot, is: "react", anchor })}
      />
      <NamedRow
        icon={<Forward />}
        name={say(words.forward)}
        why={why}
        onUse={() => act({ ...spot, is: "forward", anchor })}
      />
      {!isOwn && !item.isAnonymous && (
        <>
          {isGroup(chatKey) && (
            <NamedRow
              icon={<AtSign />}
              name={say(words.mention)}
              why={why}
              onUse={() => {
                onGoOn();
                mention(spot, sender);
              }}
            />
          )}
          <NamedRow
            icon={<Hand />}
            name={say(words.poke)}
            why={why}
            onUse={() => void poke(seat, { chatKey, user_id: sender.user_id })}
          />
        </>
      )}
      <Menu.Separator className="menu-line" />
      <NamedRow icon={<Copy />} name={say(words.copy)} onUse={() => void copyText(textOf(spot))} />
      {id !== undefined && (
        <NamedRow
          icon={<Hash />}
          name={say(words.copyId)}
          hint={String(id)}
          onUse={() => void copyText(String(id))}
        />
      )}
      <NamedRow
        icon={<Braces />}
        name={say(words.json)}
        onUse={() => act({ ...spot, is: "json", anchor })}
      />
      {id !== undefined && (
        <NamedRow icon={<Waypoints />} name={say(words.trace)} onUse={() => trace(id)} />
      )}
      <Menu.Separator className="menu-line" />
      {isGroup(chatKey) && (
        <NamedRow
          icon={isEssence ? <StarOff /> : <Star />}
          name={say(isEssence ? words.noEssence : words.essence)}
          why={essenceObstacle(spot)}
          onUse={() => void setEssence(spot, !isEssence)}
        />
      )}
      <NamedRow
        icon={<Undo2 />}
        name={say(words.recall)}
        why={recallObstacle(spot)}
        isGrave
        onUse={() => void recall(spot)}
      />
    </>
  );
}

/** Whether the message is one of the group's essence. */
function useIsEssence({ seat, chatKey, item: { id } }: Spot): boolean {
  const [isEssence, setEssenceKnown] = useState(false);
  useEffect(() => {
    if (!isGroup(chatKey) || id === undefined) return;
    seat
      .ask<{ message_id: number }[]>("get_essence_msg_list", { group_id: idOf(chatKey) })
      .then((list) => setEssenceKnown(list.some(({ message_id }) => message_id === id)))
      .catch(() => undefined);
  }, [seat, chatKey, id]);
  return isEssence;
}

function textOf({ item: { segments } }: Spot): string {
  const said = segments.map(({ type, data }) =>
    type === "text" ? data["text"] : toLine([{ type, data }]),
  );
  return said.filter((text) => typeof text === "string").join("");
}
