/** A tool that opens a menu. */
import { Menu } from "@base-ui/react/menu";

import { useLandmark } from "../shell/landmark.ts";

export interface MenuButtonProps {
  readonly name: string;
  readonly icon: React.ReactNode;
  /** Where it is shown: everywhere, or only where there is much or little room. */
  readonly width?: "only-roomy" | "only-tight";
  readonly children: React.ReactNode;
}

export function MenuButton({ name, icon, width, children }: MenuButtonProps) {
  const landmark = useLandmark();
  return (
    <Menu.Root>
      <Menu.Trigger className={`icon-button ${width ?? ""}`} aria-label={name} title={name}>
        {icon}
      </Menu.Trigger>
      <Menu.Portal container={landmark}>
        <Menu.Positioner className="floating" side="top" align="start" sideOffset={8}>
          <Menu.Popup className="menu sheet">{children}</Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

export interface MenuChoiceProps {
  readonly icon: React.ReactNode;
  readonly name: string;
  readonly className?: string;
  readonly onClick: () => void;
}

export function MenuChoice({ icon, name, className = "", onClick }: MenuChoiceProps) {
  return (
    <Menu.Item className={`menu-item ${className}`} onClick={onClick}>
      {icon}
      <span className="grow">{name}</span>
    </Menu.Item>
  );
}
