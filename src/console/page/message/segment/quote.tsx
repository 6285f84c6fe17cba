/** What a reply answers: a click goes there. */
import { useEffect, useState } from "react";

import { say } from "../../../../words/language.ts";
import { CallRefused } from "../../account-link.ts";
import type { MessageItem, SaidMessage } from "../../chat/item.ts";
import { toMessageItem } from "../../chat/item.ts";
import { useSeatState } from "../../seat/seats.ts";
import { card as words, quoteFrom } from "../../words/card.ts";
import { toLine } from "../line.ts";
import { useSetting } from "../setting.ts";
import type { Setting } from "../setting.ts";
import { textOf } from "./data.ts";
import type { SegmentProps } from "./data.ts";

type Quoted = MessageItem | "unknown" | "recalled" | undefined;

export function Quote({ data }: SegmentProps) {
  const setting = useSetting();
  const id = Number(textOf(data, "id"));
  const quoted = useQuoted(setting, id);
  if (quoted === undefined) return <span className="quote">{say(words.loading)}</span>;
  if (quoted === "unknown") return <span className="quote">{say(words.quoteUnknown)}</span>;
  if (quoted === "recalled") return <span className="quote">{say(words.quoteRecalled)}</span>;
  const { sender, segments } = quoted;
  const name = ("card" in sender && sender.card) || sender.nickname;
  const content = (
    <>
      <b>{name}</b> {toLine(segments)}
    </>
  );
  const { jump } = setting;
  if (!jump) return <span className="quote">{content}</span>;
  return (
    <button type="button" className="quote" title={say(quoteFrom(name))} onClick={() => jump(id)}>
      {content}
    </button>
  );
}

/** The message with an id: one of the conversation, or else one that the server is asked for. */
function useQuoted({ seat, chatKey }: Setting, id: number): Quoted {
  const here = useSeatState(seat, ({ chats }) =>
    chats.get(chatKey)?.items.find((item) => item.kind === "message" && item.id === id),
  );
  const [asked, setAsked] = useState<Quoted>();
  const isHere = here !== undefined;
  useEffect(() => {
    if (isHere || asked !== undefined) return;
    let isWanted = true;
    seat.ask<SaidMessage>("get_msg", { message_id: id }).then(
      (said) => isWanted && setAsked(toMessageItem(said, seat.account)),
      (error: unknown) => isWanted && setAsked(reasonOf(error)),
    );
    return () => {
      isWanted = false;
    };
  }, [seat, id, isHere, asked]);
  if (here?.kind !== "message") return asked;
  return here.recalledBy === undefined ? here : "recalled";
}

function reasonOf(error: unknown): "unknown" | "recalled" {
  return error instanceof CallRefused && /recalled/i.test(error.message) ? "recalled" : "unknown";
}
