/** A picture in a frame of its own size, which a click shows large. */
import { useState } from "react";
import type { SyntheticEvent } from "react";

import { say } from "../../../../words/language.ts";
import { card as words } from "../../words/card.ts";
import { openAbove } from "../opened.ts";
import { addressOf, textOf } from "./data.ts";
import type { SegmentProps } from "./data.ts";

/** How much a picture may be cut to fill its frame. */
const closeEnough = 1.45;

export function Picture({ data }: SegmentProps) {
  const [state, setState] = useState<"is-whole" | "is-filling" | "is-gone">("is-whole");
  const address = addressOf(data);
  const isSticker = textOf(data, "sub_type") === "1" || textOf(data, "subType") === "1";
  const name =
    textOf(data, "summary") ||
    say(isSticker ? words.sticker : textOf(data, "type") === "flash" ? words.flash : words.picture);
  const frame = `picture ${state}${isSticker ? " is-sticker" : ""}`;
  if (!address || state === "is-gone")
    return (
      <span className={`${frame} is-gone`}>
        {name} · {say(words.gone)}
      </span>
    );

  function onLoad({ currentTarget: image }: SyntheticEvent<HTMLImageElement>): void {
    const { naturalWidth, naturalHeight, width, height } = image;
    const ratio = naturalWidth / naturalHeight / (width / height);
    const isLarge = naturalWidth >= width && naturalHeight >= height;
    if (isLarge && ratio < closeEnough && ratio > 1 / closeEnough) setState("is-filling");
  }

  return (
    <button
      type="button"
      className={frame}
      aria-label={name}
      onClick={() => openAbove({ is: "picture", address, name })}
    >
      <img
        src={address}
        alt=""
        draggable={false}
        decoding="async"
        onLoad={onLoad}
        onError={() => setState("is-gone")}
      />
    </button>
  );
}
