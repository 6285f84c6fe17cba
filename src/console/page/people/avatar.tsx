/** The picture of a person or group: the one they chose, or initials on a colour of their own. */
import { Bot } from "lucide-react";

import { useServer } from "../server.ts";
import { usePortrait } from "./portrait.ts";

export interface AvatarProps {
  readonly id: number;
  readonly name: string;
  /** In pixels. */
  readonly size: 20 | 24 | 32 | 36 | 40;
  readonly isGroup?: boolean;
}

const colours = 8;

export function Avatar({ id, name, size, isGroup = false }: AvatarProps) {
  const isBot = useServer(({ hello }) => hello?.account === id) && !isGroup;
  const portrait = usePortrait({ id, isGroup });
  return (
    <span
      className={`avatar px${size} av-${id % colours}${isGroup ? " is-group" : ""}`}
      aria-hidden="true"
    >
      {portrait ? (
        <img src={portrait} alt="" draggable={false} />
      ) : isBot ? (
        <Bot />
      ) : (
        initialOf(name)
      )}
    </span>
  );
}

/** The first character that says something. */
function initialOf(name: string): string {
  const [first = "?"] = new Intl.Segmenter().segment(name.trim());
  return typeof first === "string" ? first : first.segment.toUpperCase();
}
