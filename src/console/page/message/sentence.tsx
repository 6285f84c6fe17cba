/** A sentence about what happened, with people by their names. */
import type { Told } from "../../../words/language.ts";
import { say } from "../../../words/language.ts";
import { useCalling } from "../people/calling.ts";
import { chat } from "../words/chat.ts";
import { signOf } from "../words/face.ts";
import { honors, lengthOf } from "../words/notice.ts";
import { sizeOf } from "./segment/data.ts";
import { useSetting } from "./setting.ts";

export interface SentenceProps {
  /** With fields in braces, like `{user_id}`. */
  readonly told: Told;
  readonly values: object;
}

export function Sentence({ told, values }: SentenceProps) {
  const fields: Readonly<Record<string, unknown>> = { ...values };
  const parts = say(told).split(/\{(\w+)\}/);
  return parts.map((part, at) => {
    if (at % 2 === 0) return part;
    const value = fields[part];
    if (!part.endsWith("_id")) return <b key={at}>{wordsFor(part, value)}</b>;
    return <Person key={at} id={Number(value)} isFirst={at === 1 && parts[0] === ""} />;
  });
}

function Person({ id, isFirst }: { id: number; isFirst: boolean }) {
  const { seat, chatKey } = useSetting();
  const name = useCalling(seat, { chatKey, id });
  if (id !== seat.account) return <b title={String(id)}>{name}</b>;
  const you = say(chat.you);
  return isFirst ? you.charAt(0).toUpperCase() + you.slice(1) : you;
}

function wordsFor(field: string, value: unknown): string {
  switch (field) {
    case "duration":
      return say(lengthOf(Number(value)));
    case "honor_type": {
      const type = String(value);
      return Object.hasOwn(honors, type) ? say(honors[type as keyof typeof honors]) : type;
    }
    case "file": {
      const { name = "", size } = value as { name?: string; size?: number };
      return size === undefined ? name : `${name} (${sizeOf(size)})`;
    }
    case "likes":
      return (value as { emoji_id: string }[]).map(({ emoji_id }) => signOf(emoji_id)).join(" ");
    default:
      return String(value);
  }
}
