/** A button that opens a menu of things to do. */
import { Menu } from "@base-ui/react/menu";

import { say } from "../../../words/language.ts";
import type { Told } from "../../../words/language.ts";
import { useLandmark } from "./landmark.ts";

export interface MenuChoice {
  readonly words: Told;
  readonly icon?: React.ReactNode;
  readonly isGrave?: boolean;
  /** Why it cannot be done. */
  readonly why?: Told | undefined;
  readonly onUse: () => void;
}

export interface ItemMenuProps {
  /** What the button is called, and how it looks. */
  readonly name: string;
  readonly className?: string;
  readonly choices: readonly MenuChoice[];
  readonly children: React.ReactNode;
}

export function ItemMenu({ name, className = "icon-button", choices, children }: ItemMenuProps) {
  const landmark = useLandmark();
  return (
    <Menu.Root>
      <Menu.Trigger className={className} aria-label={name} title={name}>
        {children}
      </Menu.Trigger>
      <Menu.Portal container={landmark}>
        <Menu.Backdrop className="veil is-clear" />
        <Menu.Positioner className="floating" align="end" sideOffset={4} collisionPadding={8}>
          <Menu.Popup className="menu sheet">
            {choices.map((choice) => (
              <MenuRow key={choice.words.en} choice={choice} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

export function MenuRow({ choice }: { choice: MenuChoice }) {
  const { words, icon, isGrave = false, why, onUse } = choice;
  return (
    <Menu.Item
      className={`menu-item${isGrave ? " is-grave" : ""}`}
      disabled={why !== undefined}
      onClick={onUse}
    >
      {icon}
      <span className="grow">
        {say(words)}
        {why && <small>{say(why)}</small>}
      </span>
    </Menu.Item>
  );
}
