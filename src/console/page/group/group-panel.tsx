/** The panel beside a group's conversation: who is in it, what is kept in it, how it is set up. */
import { Tabs } from "@base-ui/react/tabs";
import { ArrowLeft } from "lucide-react";

import { say } from "../../../words/language.ts";
import { isGroup } from "../chat/chat.ts";
import type { ChatKey } from "../route.ts";
import { useMembers, useMembersRead } from "../seat/members.ts";
import type { Seat } from "../seat/seat.ts";
import { group as words } from "../words/group.ts";
import { EssenceTab } from "./essence-tab.tsx";
import { FilesTab } from "./files-tab.tsx";
import { HonorsTab } from "./honors-tab.tsx";
import { MembersTab } from "./members-tab.tsx";
import { NoticesTab } from "./notices-tab.tsx";
import { showPanel, tabs, usePanelTab } from "./place.ts";
import type { Tab } from "./place.ts";

export interface GroupProps {
  readonly seat: Seat;
  readonly chatKey: ChatKey;
}

export function GroupPanel({ seat, chatKey }: GroupProps) {
  const tab = usePanelTab(seat.account);
  if (!tab || !isGroup(chatKey)) return null;
  return <OpenPanel key={chatKey} seat={seat} chatKey={chatKey} tab={tab} />;
}

const contents: Readonly<Record<Tab, (props: GroupProps) => React.ReactNode>> = {
  members: MembersTab,
  notices: NoticesTab,
  essence: EssenceTab,
  files: FilesTab,
  honors: HonorsTab,
};

function OpenPanel({ seat, chatKey, tab }: GroupProps & { tab: Tab }) {
  useMembersRead(seat, chatKey);
  const count = useMembers(seat, chatKey).length;
  return (
    <aside className="side" aria-label={say(words.panel)}>
      <Tabs.Root
        className="side-tabs"
        value={tab}
        onValueChange={(chosen: Tab) => showPanel(seat.account, chosen)}
      >
        <div className="side-head">
          <button
            type="button"
            className="icon-button back"
            aria-label={say(words.backToChat)}
            title={say(words.backToChat)}
            onClick={() => showPanel(seat.account, undefined)}
          >
            <ArrowLeft />
          </button>
          <Tabs.List className="tabs" activateOnFocus={false}>
            {tabs.map((each) => (
              <Tabs.Tab key={each} value={each} className="tab">
                {say(words[each])}
                {each === "members" && count > 0 && <span className="faint">{count}</span>}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </div>
        {tabs.map((each) => {
          const Content = contents[each];
          return (
            <Tabs.Panel key={each} value={each} className="tab-panel">
              <Content seat={seat} chatKey={chatKey} />
            </Tabs.Panel>
          );
        })}
      </Tabs.Root>
    </aside>
  );
}
