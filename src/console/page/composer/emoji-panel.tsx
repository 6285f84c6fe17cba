/** The panel of emoji and QQ's faces: those used last stand first. */
import { useState } from "react";

import { say } from "../../../words/language.ts";
import { composer as words } from "../words/composer.ts";
import { faces } from "../words/face.ts";
import { emojiGroups, faceNumbers, recentEmoji, rememberEmoji, signOfEmoji } from "./emoji.ts";
import type { Emoji } from "./emoji.ts";

const signs = [
  "smileys",
  "gestures",
  "nature",
  "things",
  "symbols",
] as const satisfies readonly (keyof typeof emojiGroups)[];

export function EmojiPanel({ onChoose }: { onChoose: (emoji: Emoji) => void }) {
  // While it is open they keep their places.
  const [recent] = useState(recentEmoji);
  function choose(emoji: Emoji): void {
    rememberEmoji(emoji);
    onChoose(emoji);
  }
  return (
    <div className="emoji-panel">
      <EmojiGroup name={say(words.recent)} emoji={recent} onChoose={choose} />
      <EmojiGroup
        name={say(words.faces)}
        emoji={faceNumbers.map((face) => ({ face }))}
        onChoose={choose}
      />
      {signs.map((group) => (
        <EmojiGroup
          key={group}
          name={say(words[group])}
          emoji={emojiGroups[group].map((sign) => ({ sign }))}
          onChoose={choose}
        />
      ))}
    </div>
  );
}

interface EmojiGroupProps {
  readonly name: string;
  readonly emoji: readonly Emoji[];
  readonly onChoose: (emoji: Emoji) => void;
}

function EmojiGroup({ name, emoji, onChoose }: EmojiGroupProps) {
  return (
    <section aria-label={name}>
      <h3>{name}</h3>
      <div className="emoji-grid">
        {emoji.map((each) => (
          <EmojiButton
            key={"face" in each ? each.face : each.sign}
            emoji={each}
            onChoose={onChoose}
          />
        ))}
      </div>
    </section>
  );
}

export function EmojiButton({
  emoji,
  onChoose,
}: Omit<EmojiGroupProps, "name" | "emoji"> & { emoji: Emoji }) {
  const face = "face" in emoji ? faces.get(emoji.face) : undefined;
  const name = face && say(face.words);
  return (
    <button
      type="button"
      className="emoji"
      aria-label={name}
      title={name}
      onClick={() => onChoose(emoji)}
    >
      {signOfEmoji(emoji)}
    </button>
  );
}
