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

export function MenuRow({ choice: { words, ...rest } }: { readonly choice: MenuChoice }) {
  return <NamedRow name={say(words)} {...rest} />;
}

export interface NamedRowProps extends Omit<MenuChoice, "words"> {
  readonly name: string;
  /** What stands at its end, like a number. */
  readonly hint?: string;
}

export function NamedRow({ name, icon, hint, isGrave = false, why, onUse }: NamedRowProps) {
  return (
    <Menu.Item
      className={`menu-item${isGrave ? " is-grave" : ""}`}
      disabled={why !== undefined}
      onClick={onUse}
    >
      {icon}
      <span className="grow">
        {name}
        {why && <small>{say(why)}</small>}
      </span>
      {hint && <code className="faint">{hint}</code>}
    </Menu.Item>
  );
}
