/** What happened in a conversation, as a line in its midst. */
import { memo } from "react";

import type { Told } from "../../../words/language.ts";
import type { NoticeEvent, NoticeItem } from "../chat/item.ts";
import { everyoneNotices, notices, takenNotices } from "../words/notice.ts";
import type { NoticeKind } from "../words/notice.ts";
import { Sentence } from "./sentence.tsx";

export const Notice = memo(function Notice({ item: { event } }: { item: NoticeItem }) {
  const told = toldOf(event);
  return (
    <p className="system" tabIndex={-1}>
      {told ? <Sentence told={told} values={event} /> : event.notice_type}
    </p>
  );
});

/** Undefined for what other platforms may tell of which nothing is known here. */
function toldOf(event: NoticeEvent): Told | undefined {
  const kind = kindOf(event);
  if (event.notice_type === "group_ban" && event.user_id === 0 && kind in everyoneNotices)
    return everyoneNotices[`group_ban.${event.sub_type}`];
  if (event.notice_type === "group_card" && event.card_new === "") return takenNotices.group_card;
  if (event.notice_type === "notify" && event.sub_type === "title" && event.title === "")
    return takenNotices["notify.title"];
  return Object.hasOwn(notices, kind) ? notices[kind as NoticeKind] : undefined;
}

function kindOf(event: NoticeEvent): string {
  return "sub_type" in event ? `${event.notice_type}.${event.sub_type}` : event.notice_type;
}
