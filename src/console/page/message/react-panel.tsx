/** The choice of a reaction to a message. */
import { Popover } from "@base-ui/react/popover";

import { say } from "../../../words/language.ts";
import { EmojiPanel } from "../composer/emoji-panel.tsx";
import { tools as words } from "../words/tools.ts";
import { focusAfter, toAnchor } from "./acting.ts";
import type { ActedProps } from "./acting.ts";
import { react } from "./deeds.ts";

export function ReactPanel({ spot, anchor, onClose }: ActedProps) {
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Popover.Portal>
        <Popover.Positioner
          className="floating"
          anchor={toAnchor(anchor)}
          side="top"
          sideOffset={6}
          collisionPadding={8}
        >
          <Popover.Popup
            className="sheet emoji-sheet"
            aria-label={say(words.react)}
            finalFocus={() => focusAfter(anchor)}
          >
            <EmojiPanel
              onChoose={(emoji) => {
                void react(spot, emoji);
                onClose();
              }}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
