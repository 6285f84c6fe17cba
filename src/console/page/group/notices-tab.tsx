/** The notices of the group. */
import { Megaphone, Plus, Trash2 } from "lucide-react";

import { say } from "../../../words/language.ts";
import { idOf } from "../chat/chat.ts";
import { ownAddress } from "../message/segment/data.ts";
import { openForm } from "../palette/form-store.ts";
import { useName } from "../people/name.ts";
import { group as words, postedBy } from "../words/group.ts";
import { toRecent } from "../world/moment.ts";
import { TroubleNote } from "../world/trouble-note.tsx";
import { useAttempts } from "../world/trouble.ts";
import { useAsked } from "./asked.ts";
import type { GroupProps } from "./group-panel.tsx";
import { ListTab, Tool } from "./list-tab.tsx";
import { useOwnWhy } from "./own-right.ts";

interface Notice {
  readonly notice_id: string;
  readonly sender_id: number;
  readonly publish_time: number;
  readonly message: {
    readonly text: string;
    readonly images: readonly { readonly id: string; readonly url: string }[];
  };
}

export function NoticesTab({ seat, chatKey }: GroupProps) {
  const group_id = idOf(chatKey);
  const asked = useAsked<readonly Notice[]>(
    { seat, chatKey },
    { action: "_get_group_notice", params: { group_id } },
  );
  const { attempt, trouble } = useAttempts();
  const why = useOwnWhy({ seat, chatKey });

  function post(): void {
    openForm({
      action: "_send_group_notice",
      title: words.post,
      account: seat.account,
      fields: ["content"],
      fixed: { group_id: String(group_id) },
      submit: words.post,
      onDone: asked.again,
    });
  }

  return (
    <ListTab
      asked={asked}
      isEmpty={(asked.data ?? []).length === 0}
      none={words.noNotices}
      tools={<Tool name={words.post} icon={<Plus />} why={why} onUse={post} />}
    >
      <TroubleNote trouble={trouble} />
      {asked.data?.map((notice) => (
        <NoticeItem
          key={notice.notice_id}
          notice={notice}
          remove={
            <Tool
              name={words.takeDown}
              icon={<Trash2 />}
              why={why}
              isIcon
              onUse={() =>
                attempt(async () => {
                  const { notice_id } = notice;
                  await seat.ask("_del_group_notice", { group_id, notice_id });
                  asked.again();
                })
              }
            />
          }
        />
      ))}
    </ListTab>
  );
}

function NoticeItem({ notice, remove }: { notice: Notice; remove: React.ReactNode }) {
  const { sender_id, publish_time, message } = notice;
  const name = useName(sender_id);
  return (
    <li>
      <Megaphone />
      <span className="grow">
        <span className="said">{message.text}</span>
        {message.images.map(({ id, url }) => (
          <img key={id} src={ownAddress(url)} alt="" loading="lazy" />
        ))}
        <span className="sub">{say(postedBy(name, toRecent(publish_time)))}</span>
      </span>
      {remove}
    </li>
  );
}
