/** The field of words: Enter sends, Shift+Enter breaks the line, ↑ in an empty one brings the last message back. */
import type { ClipboardEvent, KeyboardEvent } from "react";

import type { ReceivedSegment } from "../../../protocol/entity.ts";
import { say } from "../../../words/language.ts";
import { isGroup } from "../chat/chat.ts";
import { membersOf } from "../seat/members.ts";
import { messageAsBot, messageTo, chat as words } from "../words/chat.ts";
import { composer as composerWords } from "../words/composer.ts";
import { toAttachment } from "./attachment.ts";
import type { ComposerProps } from "./composer.tsx";
import { toDraft } from "./draft.ts";
import type { Draft } from "./draft.ts";
import { attach, write } from "./drafts.ts";
import type { Editor } from "./editor.ts";
import { signOfEmoji } from "./emoji.ts";
import { MentionList, useMentioning } from "./mention-list.tsx";
import { nameIn } from "./mention.ts";
import { useIsBot } from "./speaking.ts";

export interface FieldProps extends ComposerProps {
  readonly editor: Editor;
  readonly onSend: () => void;
}

export function Field({ editor, seat, chatKey, name, onSend }: FieldProps) {
  const { place, writing, field } = editor;
  const isBot = useIsBot(seat.account);
  const mentioning = useMentioning(editor, { seat, chatKey });

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    // While an input method composes, all keys are its own.
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    const isTaken = mentioning.press(event) || press(event);
    if (!isTaken) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function press({ key, shiftKey, altKey }: KeyboardEvent): boolean {
    if (key === "Enter" && !shiftKey && !altKey) {
      onSend();
      return true;
    }
    if (key === "Escape" && writing.replyTo) {
      write(place, { replyTo: undefined });
      return true;
    }
    if (key === "ArrowUp" && writing.text === "") return bringBack();
    return false;
  }

  function bringBack(): boolean {
    const items = seat.store.getState().chats.get(chatKey)?.items ?? [];
    const last = items.findLast((item) => item.kind === "message" && item.isOwn);
    if (last?.kind !== "message") return false;
    const draft = toDraft(last.segments, labelOf);
    editor.become({ draft, caret: draft.text.length });
    return true;
  }

  function labelOf({ type, data: { id, qq } }: ReceivedSegment): string | undefined {
    if (type === "face" && typeof id === "string") return signOfEmoji({ face: id });
    if (type !== "at" || typeof qq !== "string") return undefined;
    if (qq === "all") return `@${say(composerWords.everyone)}`;
    const member = membersOf(seat, chatKey).find(({ user_id }) => String(user_id) === qq);
    return `@${member ? nameIn(member) : qq}`;
  }

  function onPaste(event: ClipboardEvent): void {
    const { clipboardData } = event;
    const files = [...clipboardData.files];
    // A table or text that brings its picture along is a text.
    if (files.length === 0 || clipboardData.getData("text/plain") !== "") return;
    event.preventDefault();
    attach(
      place,
      files.map((file) => toAttachment(file, { name: file.name })),
    );
  }

  return (
    <>
      {mentioning.isOpen && <MentionList seat={seat} chatKey={chatKey} mentioning={mentioning} />}
      <div className="words">
        <Mirror draft={writing} />
        <textarea
          ref={field}
          rows={1}
          value={writing.text}
          placeholder={say(isBot ? messageAsBot(name) : messageTo(name))}
          aria-label={say(words.message)}
          aria-autocomplete={isGroup(chatKey) ? "list" : undefined}
          aria-haspopup={isGroup(chatKey) ? "listbox" : undefined}
          aria-controls={mentioning.isOpen ? mentioning.listId : undefined}
          aria-activedescendant={mentioning.activeId}
          onChange={({ target }) => editor.take(target.value, target.selectionEnd)}
          onSelect={({ currentTarget }) => editor.look(currentTarget.selectionEnd)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
      </div>
    </>
  );
}

/** Lies under the field and marks in it what stands for a segment; it also gives the field its height. */
function Mirror({ draft: { text, marks } }: { draft: Draft }) {
  const pieces: React.ReactNode[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    pieces.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  // A line that is empty yet has its height too.
  pieces.push(text.slice(at), "\u200B");
  return (
    <div className="mirror" aria-hidden="true">
      {pieces}
    </div>
  );
}
