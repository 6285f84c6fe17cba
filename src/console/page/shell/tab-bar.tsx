/** The views on a phone, at the bottom. */
import { say } from "../../../words/language.ts";
import { encodeRoute, useRoute, views } from "../route.ts";
import { shell } from "../words/shell.ts";
import { navigation } from "./navigation.ts";

export function TabBar() {
  const route = useRoute();
  return (
    <nav className="tab-bar" aria-label={say(shell.views)}>
      {views.map((view) => {
        const { words, Icon } = navigation[view];
        return (
          <a
            key={view}
            href={encodeRoute({ ...route, view, more: {} })}
            aria-current={view === route.view ? "page" : undefined}
          >
            <Icon />
            <span>{say(words)}</span>
          </a>
        );
      })}
    </nav>
  );
}
