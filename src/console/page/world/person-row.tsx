/** Somebody in the table of people: who they are, to whom, and what can be done about it. */
import { Plus, Trash2, UserCheck, UserMinus, UserPlus } from "lucide-react";

import { say } from "../../../words/language.ts";
import { openForm } from "../palette/form-store.ts";
import { Avatar } from "../people/avatar.tsx";
import { nameOf } from "../people/name.ts";
import { openSeat, useRoute } from "../route.ts";
import { askAs } from "../seat/call-as.ts";
import { useServer } from "../server.ts";
import { confirm } from "../shell/confirm.ts";
import { chat } from "../words/chat.ts";
import {
  deleteOf,
  editOf,
  joinTo,
  personLoss,
  seatNumber,
  world as words,
} from "../words/world.ts";
import type { WorldGroup, WorldPerson } from "./overview.ts";
import { raise } from "./raise.ts";
import { RoleBadge } from "./role-badge.tsx";
import { RowTools } from "./row-tools.tsx";
import type { Attempts } from "./trouble.ts";

export interface PersonRowProps {
  readonly person: WorldPerson;
  /** Those that have a column. */
  readonly groups: readonly WorldGroup[];
  readonly allGroups: readonly WorldGroup[];
  readonly attempts: Attempts;
}

export function PersonRow({ person, groups, allGroups, attempts }: PersonRowProps) {
  const { user_id, nickname, sex, age } = person;
  const own = useServer(({ hello }) => hello?.account);
  return (
    <tr>
      <th scope="row">
        <span className="row">
          <Avatar id={user_id} name={nickname} size={24} />
          <b className="cut">{nickname}</b>
          {user_id === own && <span className="badge is-bot">{say(chat.bot)}</span>}
        </span>
      </th>
      <td>
        <code>{user_id}</code>
      </td>
      <td className="dim only-wide">{sex === "unknown" ? <Nothing /> : say(words[sex])}</td>
      <td className="dim only-wide">{age === 0 ? <Nothing /> : age}</td>
      <td className="only-wide">
        <Friends person={person} />
      </td>
      {groups.map((group) => (
        <td key={group.group_id} className="only-wide">
          <Membership person={person} group={group} attempts={attempts} />
        </td>
      ))}
      <td>
        <SeatCell account={user_id} isBot={user_id === own} />
      </td>
      <td className="tools">
        <PersonTools
          person={person}
          groups={allGroups}
          attempts={attempts}
          isBot={user_id === own}
        />
      </td>
    </tr>
  );
}

function Nothing() {
  return (
    <span className="faint" title={say(words.none)}>
      —
    </span>
  );
}

function Friends({ person: { friends, friend_count } }: { person: WorldPerson }) {
  if (friend_count === 0) return <Nothing />;
  const shown = friends.slice(0, 4);
  const rest = friend_count - shown.length;
  return (
    <span className="faces" title={friends.map(nameOf).join(", ")}>
      {shown.map((id) => (
        <Avatar key={id} id={id} name={nameOf(id)} size={20} />
      ))}
      {rest > 0 && <span className="faint">+{rest}</span>}
      <span className="sr">{friends.map(nameOf).join(", ")}</span>
    </span>
  );
}

function Membership({
  person: { user_id, nickname },
  group,
  attempts,
}: Pick<PersonRowProps, "person" | "attempts"> & { group: WorldGroup }) {
  const member = group.members.find((each) => each.user_id === user_id);
  if (member) return <RoleBadge role={member.role} />;
  return (
    <button
      type="button"
      className="ghost"
      aria-label={say(joinTo(nickname, group.group_name))}
      title={say(joinTo(nickname, group.group_name))}
      disabled={group.owner_id === 0}
      onClick={() => attempts.attempt(() => bringIn(user_id, group))}
    >
      <Plus />
    </button>
  );
}

function SeatCell({ account, isBot }: { account: number; isBot: boolean }) {
  const at = useRoute(({ seats }) => seats.findIndex((seat) => seat.account === account));
  return (
    <button type="button" className="link" onClick={() => openSeat(account)}>
      {at >= 0 ? (
        <span className="badge is-bot">{say(seatNumber(at + 1))}</span>
      ) : (
        say(isBot ? words.watch : words.takeSeat)
      )}
    </button>
  );
}

interface PersonToolsProps {
  readonly person: WorldPerson;
  readonly groups: readonly WorldGroup[];
  readonly attempts: Attempts;
  readonly isBot: boolean;
}

function PersonTools({ person, groups, attempts, isBot }: PersonToolsProps) {
  const { user_id, nickname, sex, age, friends } = person;
  const account = useServer(({ hello }) => hello?.account ?? 0);

  function edit(): void {
    openForm({
      action: ".sandbox.update_user",
      title: editOf(nickname),
      account,
      fields: ["nickname", "sex", "age", "long_nick", "qq_level"],
      values: { nickname, sex, age: String(age) },
      fixed: { user_id: String(user_id) },
      submit: words.save,
    });
  }

  async function remove(): Promise<void> {
    const memberships = groups.filter(({ members }) =>
      members.some((member) => member.user_id === user_id),
    );
    const loss = personLoss(person.friend_count, memberships.length);
    if (await confirm({ title: deleteOf(nickname), loss, submit: words.delete }))
      attempts.attempt(() => askAs(account, ".sandbox.delete_user", { user_id }));
  }

  return (
    <RowTools
      name={nickname}
      onEdit={edit}
      choices={[
        {
          words: words.befriend,
          icon: <UserCheck />,
          onUse: () => raise("befriend", { account: user_id }),
        },
        {
          words: words.unfriend,
          icon: <UserMinus />,
          why: friends.length === 0 ? words.none : undefined,
          onUse: () => raise("unfriend", { account: user_id }),
        },
        {
          words: words.askFriend,
          icon: <UserPlus />,
          onUse: () => raise("friend", { account: user_id }),
        },
        {
          words: words.askJoin,
          icon: <UserPlus />,
          onUse: () => raise("add", { account: user_id }),
        },
        {
          words: words.deletePerson,
          icon: <Trash2 />,
          isGrave: true,
          ...(isBot && { why: { zh: "这是被测的 Bot", en: "This is the bot under test" } }),
          onUse: () => void remove(),
        },
      ]}
    />
  );
}

/** The owner invites, and the invited agrees: the group is told as it would be. */
async function bringIn(user_id: number, { owner_id, group_id }: WorldGroup): Promise<void> {
  const { flag } = await askAs<{ flag: string }>(owner_id, ".sandbox.invite", {
    group_id,
    user_id,
  });
  await askAs(user_id, "set_group_add_request", { flag, sub_type: "invite", approve: true });
}
