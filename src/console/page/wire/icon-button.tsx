/** A button that is an icon, with its words for those who ask. */
import type { X } from "lucide-react";

export interface IconButtonProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly Icon: typeof X;
}

export function IconButton({ label, onClick, Icon }: IconButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon />
    </button>
  );
}
