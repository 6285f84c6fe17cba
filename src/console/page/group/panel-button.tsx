/** Opens and closes the panel of a group, from the head of its conversation. */
import { UsersRound } from "lucide-react";

import { say } from "../../../words/language.ts";
import { group as words } from "../words/group.ts";
import { showPanel, usePanelTab } from "./place.ts";

export function PanelButton({ account }: { account: number }) {
  const isOpen = usePanelTab(account) !== undefined;
  return (
    <button
      type="button"
      className={`icon-button${isOpen ? " is-on" : ""}`}
      aria-label={say(words.panel)}
      aria-pressed={isOpen}
      title={say(words.panel)}
      onClick={() => showPanel(account, isOpen ? undefined : "members")}
    >
      <UsersRound />
    </button>
  );
}
