/** The tools below the field: each puts something into the message, or sends something of its own. */
import { Popover } from "@base-ui/react/popover";
import { AtSign, Eye, Image, Paperclip, Smile } from "lucide-react";
import { useState } from "react";

import { say } from "../../../words/language.ts";
import { isGroup } from "../chat/chat.ts";
import type { ChatKey } from "../route.ts";
import type { Seat } from "../seat/seat.ts";
import { chat as chatWords } from "../words/chat.ts";
import { composer as words } from "../words/composer.ts";
import { toAttachment } from "./attachment.ts";
import type { AttachmentKind } from "./attachment.ts";
import { isBlank } from "./draft.ts";
import { attach, write } from "./drafts.ts";
import type { Editor } from "./editor.ts";
import { EmojiPanel } from "./emoji-panel.tsx";
import { signOfEmoji } from "./emoji.ts";
import type { Emoji } from "./emoji.ts";
import { GameMenu } from "./game-menu.tsx";
import { MoreMenu } from "./more-menu.tsx";
import { pickFiles } from "./pick.ts";
import type { Recording } from "./recorder.ts";
import { allowSpeaking, useIsBot } from "./speaking.ts";
import { VoiceMenu } from "./voice-menu.tsx";

export interface ToolRowProps {
  readonly editor: Editor;
  readonly seat: Seat;
  readonly chatKey: ChatKey;
  readonly onSend: () => void;
  readonly onRecord: (recording: Recording) => void;
}

export function ToolRow({ editor, seat, chatKey, onSend, onRecord }: ToolRowProps) {
  const { writing, place, field } = editor;
  const isBot = useIsBot(seat.account);
  const isEmpty = isBlank(writing) && writing.attachments.length === 0;

  async function add(kind: AttachmentKind, accept = ""): Promise<void> {
    const files = await pickFiles({ accept });
    if (files.length === 0) return;
    attach(
      place,
      files.map((file) => toAttachment(file, { name: file.name, kind })),
    );
    field.current?.focus();
  }

  return (
    <div className="tools">
      <EmojiTool editor={editor} />
      {isGroup(chatKey) && (
        <Tool name={say(words.mention)} onClick={() => editor.put({ text: "@" })}>
          <AtSign />
        </Tool>
      )}
      <Tool name={say(words.picture)} onClick={() => void add("image", "image/*")}>
        <Image />
      </Tool>
      <Tool name={say(words.file)} onClick={() => void add("file")}>
        <Paperclip />
      </Tool>
      <VoiceMenu
        onRecord={onRecord}
        onChoose={() => void add("record", "audio/*")}
        onTrouble={(trouble) => write(place, { trouble })}
      />
      <GameMenu seat={seat} chatKey={chatKey} />
      <MoreMenu
        seat={seat}
        chatKey={chatKey}
        onVideo={() => void add("video", "video/*")}
        onVoice={() => void add("record", "audio/*")}
      />
      <span className="grow" />
      {isBot && (
        <Tool name={say(words.watchAgain)} onClick={() => allowSpeaking(seat.account, false)}>
          <Eye />
        </Tool>
      )}
      <button
        type="button"
        className={`button is-small send${isEmpty ? "" : " is-main"}`}
        onClick={onSend}
      >
        {say(chatWords.send)}
      </button>
    </div>
  );
}

interface ToolProps {
  readonly name: string;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}

function Tool({ name, onClick, children }: ToolProps) {
  return (
    <button type="button" className="icon-button" aria-label={name} title={name} onClick={onClick}>
      {children}
    </button>
  );
}

function EmojiTool({ editor }: { editor: Editor }) {
  const [isOpen, setOpen] = useState(false);

  function put(emoji: Emoji): void {
    const text = signOfEmoji(emoji);
    const segment = "face" in emoji && { type: "face", data: { id: emoji.face } };
    editor.put({ text, ...(segment && { segment }) });
    setOpen(false);
  }

  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        className={`icon-button${isOpen ? " is-on" : ""}`}
        aria-label={say(words.emoji)}
        title={say(words.emoji)}
      >
        <Smile />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner
          className="floating"
          // What is written stays in sight.
          anchor={() => editor.field.current?.closest(".box") ?? null}
          side="top"
          align="start"
          sideOffset={4}
        >
          <Popover.Popup
            className="sheet emoji-sheet"
            aria-label={say(words.emoji)}
            finalFocus={editor.field}
          >
            <EmojiPanel onChoose={put} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
