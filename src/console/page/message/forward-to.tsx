/** Sends a message on to another conversation of its seat. */
import { say } from "../../../words/language.ts";
import { idOf, isGroup } from "../chat/chat.ts";
import { ChooseDialog } from "../composer/choose-dialog.tsx";
import { attempt } from "../composer/deed.ts";
import type { ChatKey } from "../route.ts";
import { useSeatState } from "../seat/seats.ts";
import { choosing } from "../words/form.ts";
import { focusAfter } from "./acting.ts";
import type { ActedProps } from "./acting.ts";

export function ForwardTo({ spot, anchor, onClose }: ActedProps) {
  const { seat, item } = spot;
  const chats = useSeatState(seat, (state) => state.chats);

  async function send(key: ChatKey): Promise<void> {
    const message_id = item.id;
    const sent = isGroup(key)
      ? seat.ask("forward_group_single_msg", { group_id: idOf(key), message_id })
      : seat.ask("forward_friend_single_msg", { user_id: idOf(key), message_id });
    // It tells no number: the conversation is read anew.
    if (await attempt(spot, sent)) await seat.loadNewest(key);
  }

  return (
    <ChooseDialog
      title={say(choosing.forwardTo)}
      choices={[...chats.values()].map(({ key, name }) => ({
        key,
        id: idOf(key),
        name,
        isGroup: isGroup(key),
      }))}
      after={() => focusAfter(anchor)}
      onClose={onClose}
      onChoose={({ id, isGroup: isToGroup }) => void send(`${isToGroup ? "g" : "p"}${id}`)}
    />
  );
}
