/** The honors of the group's members. */
import { Award, Gift } from "lucide-react";

import { say } from "../../../words/language.ts";
import { idOf } from "../chat/chat.ts";
import { openForm } from "../palette/form-store.ts";
import { Avatar } from "../people/avatar.tsx";
import { useServer } from "../server.ts";
import { group as words } from "../words/group.ts";
import { useAsked } from "./asked.ts";
import type { GroupProps } from "./group-panel.tsx";
import { ListTab, Tool } from "./list-tab.tsx";

interface Honored {
  readonly user_id: number;
  readonly nickname: string;
  readonly description: string;
}

const kinds = ["talkative", "performer", "legend", "strong_newbie", "emotion"] as const;
type Honors = Readonly<Record<`${(typeof kinds)[number]}_list`, readonly Honored[]>>;

export function HonorsTab({ seat, chatKey }: GroupProps) {
  const group_id = idOf(chatKey);
  const asked = useAsked<Honors>(
    { seat, chatKey },
    { action: "get_group_honor_info", params: { group_id, type: "all" } },
  );
  const isSteered = useServer((state) => state.isSteered);
  const all = kinds.flatMap((kind) =>
    (asked.data?.[`${kind}_list`] ?? []).map((honored) => ({ kind, ...honored })),
  );
  const shared = { account: seat.account, fixed: { group_id: String(group_id) } } as const;
  return (
    <ListTab
      asked={asked}
      isEmpty={all.length === 0}
      none={words.noHonors}
      tools={
        isSteered && (
          <>
            <Tool
              name={words.sendRedPacket}
              icon={<Gift />}
              onUse={() =>
                openForm({
                  ...shared,
                  action: ".sandbox.red_packet",
                  title: words.redPacket,
                  fields: ["target_id"],
                  submit: words.redPacket,
                })
              }
            />
            <Tool
              name={words.honor}
              icon={<Award />}
              onUse={() =>
                openForm({
                  ...shared,
                  action: ".sandbox.set_honor",
                  title: words.honor,
                  fields: ["user_id", "type", "description"],
                  values: { type: "performer" },
                  submit: words.save,
                  onDone: asked.again,
                })
              }
            />
          </>
        )
      }
    >
      {all.map(({ kind, user_id, nickname, description }) => (
        <li key={`${kind} ${user_id}`}>
          <Avatar id={user_id} name={nickname} size={32} />
          <span className="grow">
            <span className="said">{nickname}</span>
            <span className="sub">
              {say(words[kind])}
              {description && ` · ${description}`}
            </span>
          </span>
        </li>
      ))}
    </ListTab>
  );
}
