/** The ways to the views: on top, or at the bottom of a phone. */
import { say } from "../../../words/language.ts";
import { encodeRoute, useRoute, views } from "../route.ts";
import { shell } from "../words/shell.ts";
import { navigation } from "./navigation.ts";

export function ViewLinks({ className }: { readonly className: "views" | "tab-bar" }) {
  const route = useRoute();
  return (
    <nav className={className} aria-label={say(shell.views)}>
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
