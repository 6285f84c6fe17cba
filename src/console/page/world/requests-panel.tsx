/** The requests there are: what waits for whom, and what was decided. */
import { ChevronDown, DoorOpen, Plus, UserPlus, UsersRound } from "lucide-react";

import { say } from "../../../words/language.ts";
import { useServer } from "../server.ts";
import { ItemMenu } from "../shell/item-menu.tsx";
import { world as words } from "../words/world.ts";
import { useWorld } from "./overview.ts";
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
  const people = useServer((state) => state.people) ?? [];
  const own = useServer(({ hello }) => hello?.account);
  // Whoever asks is usually not the bot.
  const account = people.findLast(({ user_id }) => user_id !== own)?.user_id ?? own ?? 0;
  const first = people.find(({ user_id }) => user_id !== own)?.user_id ?? account;
  return (
    <ItemMenu
      name={say(words.raise)}
      className="button is-small"
      choices={[
        {
          words: words.askFriend,
          icon: <UserPlus />,
          onUse: () => raise("friend", { account, values: { user_id: String(own ?? "") } }),
        },
        {
          words: words.askJoin,
          icon: <DoorOpen />,
          onUse: () => raise("add", { account }),
        },
        {
          words: words.invite,
          icon: <UsersRound />,
          onUse: () => raise("invite", { account: first }),
        },
      ]}
    >
      <Plus />
      {say(words.raise)}
      <ChevronDown />
    </ItemMenu>
  );
}
