/** For how long somebody is muted: the digits choose. */
import { Menu } from "@base-ui/react/menu";
import { ChevronRight, CircleX, Pencil, Timer } from "lucide-react";
import type { KeyboardEvent } from "react";

import { say } from "../../../words/language.ts";
import type { Told } from "../../../words/language.ts";
import { useLandmark } from "../shell/landmark.ts";
import { group as words } from "../words/group.ts";
import { useWorldTime } from "../world-clock.ts";
import { muteFor } from "./deed.ts";
import type { Doing } from "./deed.ts";

export interface MuteMenuProps {
  readonly doing: Doing;
  readonly why: Told | undefined;
  readonly onMute: (seconds: number) => void;
}

const durations = [
  { words: words.minute, seconds: 60 },
  { words: words.minutes, seconds: 600 },
  { words: words.hour, seconds: 3600 },
  { words: words.day, seconds: 86_400 },
] as const;

export function MuteMenu({ doing, why, onMute }: MuteMenuProps) {
  const landmark = useLandmark();
  const now = useWorldTime(doing.other.shut_up_timestamp).now;
  const isMuted = doing.other.shut_up_timestamp > now;
  if (why) {
    return (
      <Menu.Item className="menu-item" disabled>
        <Timer />
        <span className="grow">
          {say(words.mute)}
          <small>{say(why)}</small>
        </span>
      </Menu.Item>
    );
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!/^\d$/.test(event.key)) return;
    const row = event.currentTarget.querySelector<HTMLElement>(`[data-digit="${event.key}"]`);
    if (!row) return;
    // It would be searched for among the words.
    event.preventDefault();
    event.stopPropagation();
    row.click();
  }

  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className="menu-item">
        <Timer />
        <span className="grow">{say(words.mute)}</span>
        <ChevronRight />
      </Menu.SubmenuTrigger>
      <Menu.Portal container={landmark}>
        <Menu.Positioner className="floating" sideOffset={2} collisionPadding={8}>
          <Menu.Popup
            className="menu sheet mute-menu"
            aria-label={say(words.muteFor)}
            onKeyDownCapture={onKeyDown}
          >
            <Menu.Item
              className="menu-item"
              data-digit={0}
              disabled={!isMuted}
              onClick={() => onMute(0)}
            >
              <CircleX />
              <span className="grow">{say(words.unmute)}</span>
              <kbd>0</kbd>
            </Menu.Item>
            <Menu.Separator className="menu-line" />
            {durations.map(({ words: name, seconds }, at) => (
              <Menu.Item
                key={seconds}
                className="menu-item"
                data-digit={at + 1}
                onClick={() => onMute(seconds)}
              >
                <Timer />
                <span className="grow">{say(name)}</span>
                <kbd>{at + 1}</kbd>
              </Menu.Item>
            ))}
            <Menu.Item className="menu-item" onClick={() => muteFor(doing)}>
              <Pencil />
              <span className="grow">{say(words.other)}</span>
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}
