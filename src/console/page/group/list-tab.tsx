/** How a tab shows a list of what a group keeps: tools above, then the list, or why there is none. */
import { say } from "../../../words/language.ts";
import type { Told } from "../../../words/language.ts";
import { group as words } from "../words/group.ts";
import { TroubleNote } from "../world/trouble-note.tsx";
import type { Asked } from "./asked.ts";

export interface ListTabProps {
  readonly asked: Asked<unknown>;
  readonly isEmpty: boolean;
  readonly none: Told;
  readonly tools?: React.ReactNode;
  readonly children: React.ReactNode;
}

export function ListTab({ asked, isEmpty, none, tools, children }: ListTabProps) {
  const { data, trouble, again } = asked;
  return (
    <>
      {tools && <div className="side-tools is-end">{tools}</div>}
      {trouble && (
        <div className="pad">
          <TroubleNote trouble={trouble} />
          <button type="button" className="button is-small" onClick={again}>
            {say(words.again)}
          </button>
        </div>
      )}
      {data !== undefined && isEmpty && <p className="empty">{say(none)}</p>}
      {!isEmpty && <ul className="kept">{children}</ul>}
    </>
  );
}

export interface ToolProps {
  readonly name: Told;
  readonly icon: React.ReactNode;
  /** Why it cannot be used. */
  readonly why?: Told | undefined;
  readonly isIcon?: boolean;
  readonly onUse: () => void;
}

/** A tool of such a list; one that may not be used says why. */
export function Tool({ name, icon, why, isIcon = false, onUse }: ToolProps) {
  const title = why ? `${say(name)} · ${say(why)}` : say(name);
  return (
    <button
      type="button"
      className={isIcon ? "icon-button" : "button is-small"}
      aria-label={isIcon ? title : undefined}
      aria-disabled={why !== undefined}
      title={title}
      onClick={() => !why && onUse()}
    >
      {icon}
      {!isIcon && say(name)}
    </button>
  );
}
