/** What the palette offers: places to go to, and actions. */
import { Command } from "cmdk";

import { say } from "../../../words/language.ts";
import type { ActionInfo } from "../../actions.ts";
import { Avatar } from "../people/avatar.tsx";
import { go, openSeat, views } from "../route.ts";
import { useServer } from "../server.ts";
import { navigation } from "../shell/navigation.ts";
import { palette as words } from "../words/palette.ts";
import { currentContext } from "./context.ts";
import { closePalette, usePalette } from "./palette-store.ts";

const noActions: readonly ActionInfo[] = [];

export function CommandList() {
  const actions = useServer((state) => state.actions) ?? noActions;
  return (
    <Command className="commands" label={say(words.name)} loop>
      <Command.Input className="palette-input" placeholder={say(words.name)} />
      <Command.List>
        <Command.Empty className="empty">{say(words.none)}</Command.Empty>
        <Places />
        <ActionGroup
          heading={say(words.actions)}
          actions={actions.filter((each) => !each.isHidden)}
        />
        <ActionGroup
          heading={say(words.sandbox)}
          actions={actions.filter((each) => each.isHidden)}
        />
      </Command.List>
    </Command>
  );
}

function Places() {
  const people = useServer((state) => state.people) ?? [];
  return (
    <Command.Group heading={say(words.goTo)}>
      {views.map((view) => {
        const { words: name, Icon } = navigation[view];
        return (
          <Command.Item
            key={view}
            value={`view ${view}`}
            keywords={[name.zh, name.en]}
            onSelect={() => leaveFor(() => go({ view, more: {} }))}
          >
            <Icon />
            {say(name)}
          </Command.Item>
        );
      })}
      {people.map(({ user_id, nickname }) => (
        <Command.Item
          key={user_id}
          value={`person ${user_id}`}
          keywords={[nickname]}
          onSelect={() => leaveFor(() => openSeat(user_id))}
        >
          <Avatar id={user_id} name={nickname} size={20} />
          <span className="grow cut">{nickname}</span>
          <code className="faint">{user_id}</code>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function ActionGroup({ heading, actions }: { heading: string; actions: readonly ActionInfo[] }) {
  const chosen = usePalette((state) => state.action);
  if (actions.length === 0) return null;
  return (
    <Command.Group heading={heading}>
      {actions.map(({ name, summary, aliases }) => (
        <Command.Item
          key={name}
          value={name}
          keywords={[...(summary ? [summary.zh, summary.en] : []), ...aliases]}
          className={name === chosen ? "is-chosen" : undefined}
          onSelect={() => {
            const { account, values } = currentContext();
            usePalette.setState({ action: name, values, account });
          }}
        >
          <span className="two">
            <code>{name}</code>
            {summary && <span className="dim cut">{say(summary)}</span>}
          </span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function leaveFor(where: () => void): void {
  closePalette();
  where();
}
