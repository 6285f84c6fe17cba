/** The essence messages of the group. */
import { Star, StarOff } from "lucide-react";

import type { ReceivedSegment } from "../../../protocol/entity.ts";
import { say } from "../../../words/language.ts";
import { idOf } from "../chat/chat.ts";
import { toLine } from "../message/line.ts";
import { chosenBy, group as words, saidBy } from "../words/group.ts";
import { toRecent } from "../world/moment.ts";
import { TroubleNote } from "../world/trouble-note.tsx";
import { useAttempts } from "../world/trouble.ts";
import { useAsked } from "./asked.ts";
import type { GroupProps } from "./group-panel.tsx";
import { ListTab, Tool } from "./list-tab.tsx";
import { useOwnWhy } from "./own-right.ts";

interface Essence {
  readonly message_id: number;
  readonly sender_nick: string;
  readonly operator_nick: string;
  readonly operator_time: number;
  readonly content: readonly ReceivedSegment[] | string;
}

export function EssenceTab({ seat, chatKey }: GroupProps) {
  const asked = useAsked<readonly Essence[]>(
    { seat, chatKey },
    { action: "get_essence_msg_list", params: { group_id: idOf(chatKey) } },
  );
  const { attempt, trouble } = useAttempts();
  const why = useOwnWhy({ seat, chatKey });
  return (
    <ListTab asked={asked} isEmpty={(asked.data ?? []).length === 0} none={words.noEssence}>
      <TroubleNote trouble={trouble} />
      {asked.data?.map(({ message_id, sender_nick, operator_nick, operator_time, content }) => (
        <li key={message_id}>
          <Star />
          <span className="grow">
            <span className="said">
              {say(saidBy(sender_nick))}
              {typeof content === "string" ? content : toLine(content)}
            </span>
            <span className="sub">{say(chosenBy(operator_nick, toRecent(operator_time)))}</span>
          </span>
          <Tool
            name={words.dropEssence}
            icon={<StarOff />}
            why={why}
            isIcon
            onUse={() =>
              attempt(async () => {
                await seat.ask("delete_essence_msg", { message_id });
                asked.again();
              })
            }
          />
        </li>
      ))}
    </ListTab>
  );
}
