/** Takes files that are dropped anywhere on the conversation. */
import { FileInput } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { say } from "../../../words/language.ts";
import { dropInto } from "../words/composer.ts";
import { toAttachment } from "./attachment.ts";
import type { ComposerProps } from "./composer.tsx";
import { attach, placeOf } from "./drafts.ts";

export function DropZone({ seat, chatKey, name }: ComposerProps) {
  const place = placeOf(seat.account, chatKey);
  const anchor = useRef<HTMLSpanElement>(null);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const chat = anchor.current?.closest<HTMLElement>(".chat");
    if (!chat) return undefined;
    const listening = new AbortController();
    const { signal } = listening;
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    };
    // A file that misses the conversation must not take the page's place.
    const miss = (event: DragEvent) => event.preventDefault();
    document.addEventListener("dragover", miss, { signal });
    document.addEventListener("drop", miss, { signal });
    chat.addEventListener("dragenter", over, { signal });
    chat.addEventListener("dragover", over, { signal });
    chat.addEventListener(
      "dragleave",
      ({ relatedTarget }) => {
        if (!(relatedTarget instanceof Node && chat.contains(relatedTarget))) setOver(false);
      },
      { signal },
    );
    chat.addEventListener(
      "drop",
      (event) => {
        setOver(false);
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length === 0) return;
        event.preventDefault();
        attach(
          place,
          files.map((file) => toAttachment(file, { name: file.name })),
        );
        chat.querySelector<HTMLElement>(".composer textarea")?.focus();
      },
      { signal },
    );
    return () => listening.abort();
  }, [place]);
  return (
    <span ref={anchor} className={isOver ? "drop" : undefined}>
      {isOver && (
        <>
          <FileInput />
          {say(dropInto(name))}
        </>
      )}
    </span>
  );
}
