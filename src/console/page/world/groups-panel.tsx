/** All groups of the world. */
import { Plus, Timer, Trash2, UserPlus, UsersRound } from "lucide-react";

import { say } from "../../../words/language.ts";
import { openForm } from "../palette/form-store.ts";
import { Avatar } from "../people/avatar.tsx";
import { nameOf } from "../people/name.ts";
import { keep, openSeat } from "../route.ts";
import { askAs } from "../seat/call-as.ts";
import { useServer } from "../server.ts";
import { confirm } from "../shell/confirm.ts";
import { deleteOf, editOf, groupLoss, muted, world as words } from "../words/world.ts";
import { useWorld } from "./overview.ts";
import type { WorldGroup } from "./overview.ts";
import { raise } from "./raise.ts";
import { RowTools } from "./row-tools.tsx";
import { TableHead } from "./table-head.tsx";
import type { Column } from "./table-head.tsx";
import { TroubleNote } from "./trouble-note.tsx";
import { useAttempts } from "./trouble.ts";
import type { Attempts } from "./trouble.ts";

const maxCounted = 1000;

const columns: readonly Column[] = [
  { key: "name", head: words.groupName },
  { key: "number", head: words.number },
  { key: "owner", head: words.owner, className: "only-wide" },
  { key: "members", head: words.members },
  { key: "rules", head: words.rules, className: "only-wide" },
  { key: "messages", head: words.messages, className: "num only-wide" },
];

export function GroupsPanel() {
  const overview = useWorld((state) => state.overview);
  const account = useServer(({ hello }) => hello?.account ?? 0);
  const attempts = useAttempts();

  function add(): void {
    openForm({
      action: ".sandbox.create_group",
      title: words.newGroup,
      account,
      fields: ["name", "group_id", "owner", "admins", "members", "max_member_count"],
      values: { owner: String(account) },
      submit: words.add,
    });
  }

  return (
    <section className="panel" aria-label={say(words.groups)}>
      <header className="panel-head">
        <h2>{say(words.groups)}</h2>
        <span className="count is-quiet">{overview?.group_count ?? 0}</span>
        <span className="grow" />
        <button type="button" className="button is-small" onClick={add}>
          <Plus />
          {say(words.newGroup)}
        </button>
      </header>
      <TroubleNote trouble={attempts.trouble} />
      <div className="scroll" tabIndex={-1}>
        <table className="table groups">
          <TableHead columns={columns} />
          <tbody>
            {overview?.groups.map((group) => (
              <GroupRow key={group.group_id} group={group} attempts={attempts} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function GroupRow({ group, attempts }: { group: WorldGroup; attempts: Attempts }) {
  const { group_id, group_name, owner_id } = group;
  return (
    <tr>
      <th scope="row">
        <span className="row">
          <Avatar id={group_id} name={group_name} size={24} isGroup />
          <b className="cut">{group_name}</b>
        </span>
      </th>
      <td>
        <code>{group_id}</code>
      </td>
      <td className="only-wide">{owner_id === 0 ? "—" : nameOf(owner_id)}</td>
      <td>
        <Size group={group} />
      </td>
      <td className="only-wide">
        <Rules group={group} />
      </td>
      <td className="num dim only-wide">
        {group.message_count}
        {group.message_count === maxCounted && "+"}
      </td>
      <td className="tools">
        <GroupTools group={group} attempts={attempts} />
      </td>
    </tr>
  );
}

function Size({ group: { members, member_count, max_member_count } }: { group: WorldGroup }) {
  return (
    <span className="row">
      <span className="faces only-wide" aria-hidden="true">
        {members.slice(0, 4).map(({ user_id }) => (
          <Avatar key={user_id} id={user_id} name={nameOf(user_id)} size={20} />
        ))}
      </span>
      <span className="faint">
        {member_count} / {max_member_count}
      </span>
    </span>
  );
}

function Rules({ group: { muted_count, all_shut, anonymous } }: { group: WorldGroup }) {
  return (
    <span className="row">
      {muted_count > 0 && (
        <span className="badge is-warn">
          <Timer />
          {say(muted(muted_count))}
        </span>
      )}
      {all_shut && <span className="badge is-warn">{say(words.allMuted)}</span>}
      {anonymous && <span className="badge">{say(words.anonymous)}</span>}
    </span>
  );
}

function GroupTools({ group, attempts }: { group: WorldGroup; attempts: Attempts }) {
  const { group_id, group_name, owner_id, member_count, max_member_count, message_count } = group;
  const account = useServer(({ hello }) => hello?.account ?? 0);
  const host = group.members.find(({ user_id }) => user_id === account)?.user_id ?? owner_id;

  function edit(): void {
    openForm({
      action: ".sandbox.update_group",
      title: editOf(group_name),
      account,
      fields: ["name", "max_member_count"],
      values: { name: group_name, max_member_count: String(max_member_count) },
      fixed: { group_id: String(group_id) },
      submit: words.save,
    });
  }

  async function remove(): Promise<void> {
    const loss = groupLoss(member_count, message_count);
    if (await confirm({ title: deleteOf(group_name), loss, submit: words.delete }))
      attempts.attempt(() => askAs(account, ".sandbox.delete_group", { group_id }));
  }

  function openMembers(): void {
    openSeat(owner_id, `g${group_id}`);
    keep("panel", `${owner_id}.members`);
  }

  return (
    <RowTools
      name={group_name}
      onEdit={edit}
      choices={[
        { words: words.openPanel, icon: <UsersRound />, onUse: openMembers },
        {
          words: words.invite,
          icon: <UserPlus />,
          onUse: () => raise("invite", { account: host, values: { group_id: String(group_id) } }),
        },
        {
          words: words.deleteGroup,
          icon: <Trash2 />,
          isGrave: true,
          onUse: () => void remove(),
        },
      ]}
    />
  );
}
