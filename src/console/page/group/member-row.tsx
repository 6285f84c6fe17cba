/** A member: role, title, when they came or spoke, and for how long they are muted. */
import { Ellipsis, Timer, X } from "lucide-react";
import type { KeyboardEvent, MouseEvent } from "react";

import type { Member } from "../../../protocol/entity.ts";
import { say } from "../../../words/language.ts";
import type { Anchor } from "../message/acting.ts";
import { Avatar } from "../people/avatar.tsx";
import { useServer } from "../server.ts";
import { chat } from "../words/chat.ts";
import { group as words, joined, level, moreOf, mutedFor, spoke } from "../words/group.ts";
import { shell } from "../words/shell.ts";
import type { WorldTime } from "../world-clock.ts";
import { TroubleNote } from "../world/trouble-note.tsx";
import type { Trouble } from "../world/trouble.ts";
import { muteLength } from "./mute-length.ts";
import { nameIn, roleWords } from "./right.ts";

export interface MemberRowProps {
  readonly member: Member;
  readonly isOwn: boolean;
  /** Whether Tab leads here. */
  readonly isReached: boolean;
  readonly time: WorldTime;
  readonly trouble: Trouble | undefined;
  readonly onOpen: (anchor: Anchor) => void;
  readonly onForgive: () => void;
  /** Told of keys that may lead to another row. */
  readonly onMove: (event: KeyboardEvent) => void;
}

export function MemberRow(props: MemberRowProps) {
  const { member, isReached, time, trouble, onOpen, onForgive, onMove } = props;
  const left = member.shut_up_timestamp - time.now;

  function onContextMenu(event: MouseEvent): void {
    event.preventDefault();
    const { clientX: x, clientY: y, currentTarget: element } = event;
    onOpen({ element, at: { x, y } });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "ContextMenu" && !(event.key === "F10" && event.shiftKey)) {
      onMove(event);
      return;
    }
    event.preventDefault();
    onOpen({ element: event.currentTarget });
  }

  return (
    <div role="listitem" className={`member-item${left > 0 ? " is-muted" : ""}`}>
      <button
        type="button"
        className="member"
        tabIndex={isReached ? 0 : -1}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => onOpen({ element: currentTarget })}
        onContextMenu={onContextMenu}
        onKeyDown={onKeyDown}
      >
        <Avatar id={member.user_id} name={member.nickname} size={32} />
        <span className="grow">
          <Names {...props} />
          <span className="sub cut">
            {left > 0 ? <Muted left={left} time={time} /> : say(lastOf(member, time))}
          </span>
        </span>
      </button>
      <button
        type="button"
        className="icon-button more"
        tabIndex={-1}
        aria-label={say(moreOf(nameIn(member)))}
        title={say(moreOf(nameIn(member)))}
        onClick={({ currentTarget }) => onOpen({ element: currentTarget })}
      >
        <Ellipsis />
      </button>
      {left > 0 && <MuteBar member={member} left={left} />}
      {trouble && (
        <div className="row refused">
          <TroubleNote trouble={trouble} />
          <button
            type="button"
            className="icon-button"
            aria-label={say(shell.close)}
            title={say(shell.close)}
            onClick={onForgive}
          >
            <X />
          </button>
        </div>
      )}
    </div>
  );
}

function Names({ member, isOwn }: Pick<MemberRowProps, "member" | "isOwn">) {
  const bot = useServer(({ hello }) => hello?.account);
  const { role, title, user_id, card, nickname } = member;
  return (
    <span className="row">
      <span className="name cut" title={card ? `${nickname} ${user_id}` : String(user_id)}>
        {nameIn(member)}
      </span>
      {user_id === bot && <span className="badge is-bot">{say(chat.bot)}</span>}
      {role !== "member" && <span className={`badge is-${role}`}>{say(roleWords[role])}</span>}
      {title && <span className="badge is-title">{title}</span>}
      {isOwn && <span className="badge">{say(words.you)}</span>}
    </span>
  );
}

function Muted({ left, time }: { left: number; time: WorldTime }) {
  return (
    <span className="bad row mute-left" title={time.isFrozen ? say(words.frozenHint) : undefined}>
      <Timer />
      {say(mutedFor(left))}
    </span>
  );
}

function MuteBar({ member, left }: { member: Member; left: number }) {
  const part = left / muteLength(member, left);
  return (
    <span className="mute-bar" aria-hidden="true">
      <i style={{ width: `${Math.min(100, part * 100)}%` }} />
    </span>
  );
}

function lastOf({ last_sent_time, join_time, level: grade }: Member, time: WorldTime) {
  const now = time.now;
  if (last_sent_time > 0) return spoke(Math.max(0, now - last_sent_time));
  const [came, grades] = [joined(Math.max(0, now - join_time)), level(grade)];
  return { zh: `${came.zh} · ${grades.zh}`, en: `${came.en} · ${grades.en}` };
}
