/** Who is in the group, the owner and admins first, and how the group is set up. */
import { UserPlus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { Virtualizer } from "virtua";
import type { VirtualizerHandle } from "virtua";

import type { Member } from "../../../protocol/entity.ts";
import { say } from "../../../words/language.ts";
import { idOf } from "../chat/chat.ts";
import type { Anchor } from "../message/acting.ts";
import { openForm } from "../palette/form-store.ts";
import { useMembers } from "../seat/members.ts";
import { useSeatState } from "../seat/seats.ts";
import { useServer } from "../server.ts";
import { group as words, inviteTo } from "../words/group.ts";
import { useWorldTime } from "../world-clock.ts";
import type { Trouble } from "../world/trouble.ts";
import type { GroupProps } from "./group-panel.tsx";
import { MemberMenu } from "./member-menu.tsx";
import { MemberRow } from "./member-row.tsx";
import { Rules } from "./rules.tsx";

interface Refused {
  readonly user_id: number;
  readonly trouble: Trouble;
}

interface Opened {
  readonly user_id: number;
  readonly anchor: Anchor;
}

const order: Readonly<Record<Member["role"], number>> = { owner: 0, admin: 1, member: 2 };

export function MembersTab({ seat, chatKey }: GroupProps) {
  const members = useMembers(seat, chatKey);
  const [wanted, setWanted] = useState("");
  const [opened, setOpened] = useState<Opened>();
  const [refused, setRefused] = useState<Refused>();
  const shown = members
    .filter(({ nickname, card, user_id }) =>
      `${nickname} ${card} ${user_id}`.toLowerCase().includes(wanted.trim().toLowerCase()),
    )
    .sort((one, other) => order[one.role] - order[other.role] || one.user_id - other.user_id);
  const other = members.find(({ user_id }) => user_id === opened?.user_id);
  return (
    <>
      <div className="side-tools">
        <input
          className="field is-small grow"
          type="search"
          value={wanted}
          placeholder={say(words.searchMembers)}
          aria-label={say(words.searchMembers)}
          onChange={({ target }) => setWanted(target.value)}
        />
        <InviteButton seat={seat} chatKey={chatKey} />
      </div>
      <MemberList
        members={shown}
        own={seat.account}
        refused={refused}
        onOpen={(user_id, anchor) => setOpened({ user_id, anchor })}
        onForgive={() => setRefused(undefined)}
      />
      <Rules seat={seat} chatKey={chatKey} />
      {opened && other && (
        <MemberMenu
          key={opened.user_id}
          seat={seat}
          chatKey={chatKey}
          other={other}
          anchor={opened.anchor}
          onClose={() => setOpened(undefined)}
          onRefused={(trouble) => setRefused(trouble && { user_id: opened.user_id, trouble })}
        />
      )}
    </>
  );
}

function InviteButton({ seat, chatKey }: GroupProps) {
  const isSteered = useServer((state) => state.isSteered);
  const name = useSeatState(seat, ({ chats }) => chats.get(chatKey)?.name ?? "");
  if (!isSteered) return null;
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={say(words.invite)}
      title={say(words.invite)}
      onClick={() =>
        openForm({
          action: ".sandbox.invite",
          title: inviteTo(name),
          account: seat.account,
          fields: ["user_id", "comment"],
          fixed: { group_id: String(idOf(chatKey)) },
          submit: words.invite,
        })
      }
    >
      <UserPlus />
    </button>
  );
}

interface MemberListProps {
  readonly members: readonly Member[];
  readonly own: number;
  readonly refused: Refused | undefined;
  readonly onOpen: (user_id: number, anchor: Anchor) => void;
  readonly onForgive: () => void;
}

/** One of the rows is reached by Tab, the others by the arrows. */
function MemberList({ members, own, refused, onOpen, onForgive }: MemberListProps) {
  const list = useRef<VirtualizerHandle>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const isMoving = useRef(false);
  // It ticks for as long as somebody is muted.
  const time = useWorldTime(
    members.reduce((latest, { shut_up_timestamp }) => Math.max(latest, shut_up_timestamp), 0),
  );
  const current = Math.min(at, Math.max(0, members.length - 1));
  useEffect(() => {
    if (!isMoving.current) return;
    isMoving.current = false;
    list.current?.scrollToIndex(current, { align: "nearest" });
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(".member[tabindex='0']")?.focus(),
    );
  }, [current]);
  if (members.length === 0) return <p className="empty">{say(words.noMembers)}</p>;

  function onKeyDown(event: KeyboardEvent): void {
    const next = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: members.length - 1 }[
      event.key
    ];
    if (next === undefined || next < 0 || next >= members.length) return;
    event.preventDefault();
    isMoving.current = true;
    setAt(next);
  }

  return (
    <div className="members" ref={scroller} role="list">
      <Virtualizer ref={list}>
        {members.map((member, place) => (
          <MemberRow
            key={member.user_id}
            member={member}
            isOwn={member.user_id === own}
            isReached={place === current}
            time={time}
            trouble={refused?.user_id === member.user_id ? refused.trouble : undefined}
            onOpen={(anchor) => {
              setAt(place);
              onOpen(member.user_id, anchor);
            }}
            onForgive={onForgive}
            onMove={onKeyDown}
          />
        ))}
      </Virtualizer>
    </div>
  );
}
