/** Whether a seat's group panel is open and on which tab, kept in the address: `panel=20004.members`. */
import { keep, useRoute } from "../route.ts";

export const tabs = ["members", "notices", "essence", "files", "honors"] as const;
export type Tab = (typeof tabs)[number];

/** The tab that is open beside a seat's conversation; undefined where none is. */
export function usePanelTab(account: number): Tab | undefined {
  return useRoute(({ more }) => {
    const [whose, tab] = (more["panel"] ?? "").split(".");
    if (whose !== String(account)) return undefined;
    return tabs.find((each) => each === tab) ?? "members";
  });
}

/** Opens a tab, or with undefined closes the panel. */
export function showPanel(account: number, tab: Tab | undefined): void {
  keep("panel", tab && `${account}.${tab}`);
}
