/** Where one says something: Enter sends, Shift+Enter breaks the line. */
import { useState } from "react";
import type { KeyboardEvent } from "react";

import { say } from "../../../words/language.ts";
import type { ChatKey } from "../route.ts";
import type { Seat } from "../seat/seat.ts";
import { messageTo, chat as words } from "../words/chat.ts";

export interface ComposerProps {
  readonly seat: Seat;
  readonly chatKey: ChatKey;
  readonly name: string;
}

export function Composer({ seat, chatKey, name }: ComposerProps) {
  const [text, setText] = useState("");

  function send(): void {
    if (text.trim() === "") return;
    setText("");
    void seat.say(chatKey, [{ type: "text", data: { text } }]);
  }

  function onKeyDown(event: KeyboardEvent): void {
    // While an input method composes, Enter is its own.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    <div className="composer">
      <div className="box">
        <textarea
          rows={2}
          value={text}
          placeholder={say(messageTo(name))}
          aria-label={say(words.message)}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={onKeyDown}
        />
        <div className="tools">
          <span className="grow" />
          <button type="button" className="button is-main" onClick={send}>
            {say(words.send)}
          </button>
        </div>
      </div>
    </div>
  );
}
