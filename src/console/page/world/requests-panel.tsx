/** The requests there are: what waits for whom, and what was decided. */
import { ChevronDown, DoorOpen, Plus, UserPlus, UsersRound } from "lucide-react";

import { say } from "../../../words/language.ts";
import { useServer } from "../server.ts";
import { ItemMenu } from "../shell/item-menu.tsx";
import { world as words } from "../words/world.ts";
import { useWorld } from "./overview.ts";
import type { WorldState } from "./overview.ts";
import { raise } from "./raise.ts";
import { RequestItem } from "./request-item.tsx";

export function RequestsPanel() {
  const requests = useWorld((state) => state.requests);
  const pending = useWorld((state) => state.pending_count);
  return (
    <section className="panel" aria-label={say(words.requests)}>
      <header className="panel-head">
        <h2>{say(words.requests)}</h2>
        {pending > 0 && (
          <>
            <span className="count">{pending}</span>
            <span className="faint">{say(words.waiting)}</span>
          </>
        )}
        <span className="grow" />
        <RaiseMenu />
      </header>
      {requests.length === 0 ? (
        <p className="empty">{say(words.noRequests)}</p>
      ) : (
        <ul className="list requests">
          {requests.map((request) => (
            <RequestItem key={request.flag} request={request} />
          ))}
        </ul>
      )}
    </section>
  );
}

function RaiseMenu() {
  const overview = useWorld((state) => state.overview);
  const own = useServer(({ hello }) => hello?.account) ?? 0;
  const usual = usualOf(overview, own);
  return (
    <ItemMenu
      name={say(words.raise)}
      className="button is-small"
      choices={[
        {
          words: words.askFriend,
          icon: <UserPlus />,
          onUse: () => raise("friend", usual.friend),
        },
        { words: words.askJoin, icon: <DoorOpen />, onUse: () => raise("add", usual.add) },
        { words: words.invite, icon: <UsersRound />, onUse: () => raise("invite", usual.invite) },
      ]}
    >
      <Plus />
      {say(words.raise)}
      <ChevronDown />
    </ItemMenu>
  );
}

/** What may well be asked of the bot: by whom it is not known yet, for a group of its own. */
function usualOf(overview: WorldState["overview"], own: number) {
  const { users = [], groups = [] } = overview ?? {};
  const group = groups.find(({ owner_id }) => owner_id === own) ?? groups[0];
  const isInside = (id: number) => group?.members.some(({ user_id }) => user_id === id) ?? false;
  const others = users.filter(({ user_id }) => user_id !== own);
  const account = others[0]?.user_id ?? own;
  const outsider = others.find(({ user_id }) => !isInside(user_id))?.user_id;
  const stranger = others.find(({ friends }) => !friends.includes(own))?.user_id;
  const group_id = String(group?.group_id ?? "");
  return {
    friend: { account: stranger ?? account, values: { user_id: String(own) } },
    add: { account: outsider ?? account, values: { group_id } },
    invite: {
      account: others.find(({ user_id }) => isInside(user_id))?.user_id ?? account,
      values: { group_id, user_id: String(outsider ?? "") },
    },
  } as const;
}
