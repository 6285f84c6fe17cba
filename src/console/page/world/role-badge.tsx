/** What somebody is in a group. */
import { say } from "../../../words/language.ts";
import { chat } from "../words/chat.ts";
import { group as words } from "../words/group.ts";
import type { Role } from "./overview.ts";

export function RoleBadge({ role }: { role: Role }) {
  if (role === "member") return <span className="dim">{say(words.member)}</span>;
  return (
    <span className={`badge is-${role}`}>{say(role === "owner" ? chat.owner : chat.admin)}</span>
  );
}
