/** What is being written, by seat and conversation: kept while the page is open, whatever is looked at meanwhile. */
import { create } from "zustand";

import { say } from "../../../words/language.ts";
import type { MessageItem } from "../chat/item.ts";
import type { ChatKey } from "../route.ts";
import { composer as words } from "../words/composer.ts";
import { dropAttachments, maxAttachments, maxBytes } from "./attachment.ts";
import type { Attachment } from "./attachment.ts";
import { emptyDraft } from "./draft.ts";
import type { Draft } from "./draft.ts";

export interface Writing extends Draft {
  readonly attachments: readonly Attachment[];
  readonly replyTo: MessageItem | undefined;
  /** Why something could not be added or done. */
  readonly trouble: string | undefined;
}

export type Place = `${number}/${ChatKey}`;

const nothing: Writing = {
  ...emptyDraft,
  attachments: [],
  replyTo: undefined,
  trouble: undefined,
};
const maxWritings = 200;

const useWritings = create<{ readonly writings: ReadonlyMap<Place, Writing> }>(() => ({
  writings: new Map(),
}));

export function placeOf(account: number, chatKey: ChatKey): Place {
  return `${account}/${chatKey}`;
}

export function useWriting(place: Place): Writing {
  return useWritings(({ writings }) => writings.get(place) ?? nothing);
}

export function writingIn(place: Place): Writing {
  return useWritings.getState().writings.get(place) ?? nothing;
}

export function write(place: Place, changes: Partial<Writing>): void {
  const writings = new Map(useWritings.getState().writings);
  const writing = { ...(writings.get(place) ?? nothing), ...changes };
  writings.delete(place);
  if (writing.text !== "" || writing.attachments.length > 0 || writing.replyTo || writing.trouble)
    writings.set(place, writing);
  const [oldest] = writings.keys();
  if (writings.size > maxWritings && oldest !== undefined) {
    dropAttachments(writings.get(oldest)?.attachments ?? []);
    writings.delete(oldest);
  }
  useWritings.setState({ writings });
}

/** Empties it; what went along belongs to the message now. */
export function clear(place: Place): void {
  write(place, nothing);
}

/** Adds what was pasted, dropped, recorded or chosen, as far as there is room. */
export function attach(place: Place, added: readonly Attachment[]): void {
  const { attachments } = writingIn(place);
  const all = [...attachments, ...added];
  const size = all.reduce((sum, { blob }) => sum + blob.size, 0);
  const trouble =
    size > maxBytes ? words.tooLarge : all.length > maxAttachments ? words.tooMany : undefined;
  if (trouble) dropAttachments(added);
  write(place, trouble ? { trouble: say(trouble) } : { attachments: all, trouble: undefined });
}

export function detach(place: Place, removed: Attachment): void {
  const { attachments } = writingIn(place);
  dropAttachments([removed]);
  write(place, {
    attachments: attachments.filter(({ key }) => key !== removed.key),
    trouble: undefined,
  });
}
