/** A button that opens a list of which one is chosen. */
import { Menu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import { useState } from "react";

import { useLandmark } from "../shell/landmark.ts";

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

export interface PickerProps {
  readonly label: string;
  readonly value: string;
  /** Asked for when the list is opened. */
  readonly choices: () => readonly Choice[];
  readonly onChange: (value: string) => void;
  /** What stands on the button. */
  readonly children: React.ReactNode;
  readonly className?: string;
}

export function Picker({ label, value, choices, onChange, children, className = "" }: PickerProps) {
  const landmark = useLandmark();
  return (
    <Menu.Root>
      <Menu.Trigger className={`button is-small ${className}`} aria-label={label}>
        {children}
      </Menu.Trigger>
      <Menu.Portal container={landmark}>
        <Menu.Positioner className="picker-place" sideOffset={4} align="start">
          <Menu.Popup className="menu picker-menu">
            <Menu.RadioGroup value={value} onValueChange={(chosen) => onChange(String(chosen))}>
              <Choices choices={choices} />
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Choices({ choices }: Pick<PickerProps, "choices">) {
  const [list] = useState(choices);
  return list.map(({ value, label, hint }) => (
    <Menu.RadioItem key={value} value={value} closeOnClick className="menu-item">
      <Menu.RadioItemIndicator className="tick" keepMounted>
        <Check />
      </Menu.RadioItemIndicator>
      <span className="grow cut">{label}</span>
      {hint && <code className="faint">{hint}</code>}
    </Menu.RadioItem>
  ));
}
