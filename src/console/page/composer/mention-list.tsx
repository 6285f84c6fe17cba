/** The members an @ may name, above the composer. */
import { Megaphone } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { KeyboardEvent } from "react";

import type { Member } from "../../../protocol/entity.ts";
import { say } from "../../../words/language.ts";
import { idOf, isGroup } from "../chat/chat.ts";
import { Avatar } from "../people/avatar.tsx";
import type { ChatKey } from "../route.ts";
import { useMembers } from "../seat/members.ts";
import type { Seat } from "../seat/seat.ts";
import { useServer } from "../server.ts";
import { chat as chatWords } from "../words/chat.ts";
import { composer as words, leftToday } from "../words/composer.ts";
import type { Editor } from "./editor.ts";
import { findNamed, findQuery, nameIn, toMention } from "./mention.ts";

type Choice = { readonly key: string; readonly member?: Member };

const maxShown = 50;
const everyoneNames = ["全体成员", "everyone", "all"];

/** What of the list its field needs to know, for the keys that are pressed and the reader of the screen. */
export interface Mentioning {
  readonly isOpen: boolean;
  readonly listId: string;
  readonly activeId: string | undefined;
  readonly choices: readonly Choice[];
  readonly at: number;
  readonly choose: (choice: Choice) => void;
  /** Whether the key was for the list. */
  readonly press: (event: KeyboardEvent) => boolean;
}

export function useMentioning(
  editor: Editor,
  { seat, chatKey }: { seat: Seat; chatKey: ChatKey },
): Mentioning {
  const { writing, caret } = editor;
  const members = useMembers(seat, chatKey);
  const bots = useBots();
  const [at, setAt] = useState(0);
  const [dismissed, dismiss] = useState(-1);
  const query = isGroup(chatKey) ? findQuery(writing, caret) : undefined;
  const wanted = query?.wanted;
  const choices = useMemo(() => {
    if (wanted === undefined) return [];
    const others = members.filter(({ user_id }) => user_id !== seat.account);
    const found: Choice[] = findNamed(others, { wanted, bots })
      .slice(0, maxShown)
      .map((member) => ({ key: String(member.user_id), member }));
    const meansAll = everyoneNames.some((name) => name.includes(wanted.toLowerCase()));
    return meansAll ? [...found, { key: "all" }] : found;
  }, [wanted, members, bots, seat]);
  const isOpen = query !== undefined && query.start !== dismissed && choices.length > 0;
  const current = Math.min(at, choices.length - 1);
  const listId = `mentions-${editor.place}`;

  function choose({ member }: Choice): void {
    if (!query) return;
    const mention = member
      ? toMention(member.user_id, nameIn(member))
      : toMention("all", say(words.everyone));
    editor.put(mention, query);
    editor.put(
      { text: " " },
      { start: query.start + mention.text.length, end: query.start + mention.text.length },
    );
    setAt(0);
  }

  function press({ key }: KeyboardEvent): boolean {
    if (!isOpen) return false;
    const choice = choices[current];
    if (key === "ArrowDown") setAt((current + 1) % choices.length);
    else if (key === "ArrowUp") setAt((current + choices.length - 1) % choices.length);
    else if ((key === "Enter" || key === "Tab") && choice) choose(choice);
    else if (key === "Escape") dismiss(query.start);
    else {
      setAt(0);
      return false;
    }
    return true;
  }

  const activeId = isOpen ? `${listId}-${choices[current]?.key ?? ""}` : undefined;
  return { isOpen, listId, activeId, choices, at: current, choose, press };
}

/** The account under test, and those that bots are connected as. */
function useBots(): ReadonlySet<number> {
  const own = useServer(({ hello }) => hello?.account);
  const connected = useServer(({ network }) =>
    (network?.connections ?? [])
      .filter(({ is_seat }) => !is_seat)
      .map(({ account }) => account)
      .join(),
  );
  return useMemo(() => new Set([own ?? 0, ...connected.split(",").map(Number)]), [own, connected]);
}

export interface MentionListProps {
  readonly seat: Seat;
  readonly chatKey: ChatKey;
  readonly mentioning: Mentioning;
}

export function MentionList({ seat, chatKey, mentioning }: MentionListProps) {
  const { choices, at, listId, choose } = mentioning;
  const own = useServer(({ hello }) => hello?.account);
  return (
    <div className="complete menu" role="listbox" id={listId} aria-label={say(words.mentions)}>
      {choices.map((choice, index) => (
        <Option
          key={choice.key}
          id={`${listId}-${choice.key}`}
          isAt={index === at}
          onChoose={() => choose(choice)}
        >
          {choice.member ? (
            <MemberRow member={choice.member} isBot={choice.member.user_id === own} />
          ) : (
            <EveryoneRow seat={seat} chatKey={chatKey} />
          )}
        </Option>
      ))}
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly isAt: boolean;
  readonly onChoose: () => void;
  readonly children: React.ReactNode;
}

function Option({ id, isAt, onChoose, children }: OptionProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAt) row.current?.scrollIntoView({ block: "nearest" });
  }, [isAt]);
  return (
    <div
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isAt}
      className="menu-item"
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      onKeyDown={undefined}
    >
      {children}
    </div>
  );
}

function MemberRow({ member, isBot }: { member: Member; isBot: boolean }) {
  const { user_id, nickname } = member;
  return (
    <>
      <Avatar id={user_id} name={nickname} size={20} />
      <span className="cut grow">{nameIn(member)}</span>
      {isBot ? (
        <span className="badge is-bot">{say(chatWords.bot)}</span>
      ) : (
        <code className="faint">{user_id}</code>
      )}
    </>
  );
}

interface Remaining {
  readonly remain_at_all_count_for_uin: number;
}

function EveryoneRow({ seat, chatKey }: Omit<MentionListProps, "mentioning">) {
  const role = useMembers(seat, chatKey).find(({ user_id }) => user_id === seat.account)?.role;
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    seat
      .ask<Remaining>("get_group_at_all_remain", { group_id: idOf(chatKey) })
      .then(({ remain_at_all_count_for_uin }) => setLeft(remain_at_all_count_for_uin))
      .catch(() => undefined);
  }, [seat, chatKey]);
  const hint =
    role === "member" ? words.adminsOnly : left === undefined ? undefined : leftToday(left);
  return (
    <>
      <span className="everyone">
        <Megaphone />
      </span>
      <span className="cut grow">{say(words.everyone)}</span>
      {hint && <span className="faint">{say(hint)}</span>}
    </>
  );
}
