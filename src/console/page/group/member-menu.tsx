/** What can be done with a member, as the seat or as somebody who may. */
import { Menu } from "@base-ui/react/menu";
import {
  AtSign,
  Award,
  Hand,
  MessageCircle,
  Pencil,
  Shield,
  ShieldOff,
  SlidersHorizontal,
  Tag,
  UserMinus,
  VenetianMask,
} from "lucide-react";
import { useState } from "react";

import type { Member } from "../../../protocol/entity.ts";
import { say } from "../../../words/language.ts";
import { toAnchor } from "../message/acting.ts";
import type { Anchor } from "../message/acting.ts";
import { mention } from "../message/deeds.ts";
import { Avatar } from "../people/avatar.tsx";
import { useMembers } from "../seat/members.ts";
import { useServer } from "../server.ts";
import { MenuRow } from "../shell/item-menu.tsx";
import type { MenuChoice } from "../shell/item-menu.tsx";
import { useLandmark } from "../shell/landmark.ts";
import { actingAs, group as words, runAs } from "../words/group.ts";
import { toTrouble } from "../world/trouble.ts";
import type { Trouble } from "../world/trouble.ts";
import { editCard, editMember, giveHonor, giveTitle, perform, whisper } from "./deed.ts";
import type { Doing } from "./deed.ts";
import type { GroupProps } from "./group-panel.tsx";
import { MuteMenu } from "./mute-menu.tsx";
import { nameIn, obstacleTo, roleWords, watchedWhy, whoMay } from "./right.ts";
import type { Deed } from "./right.ts";

export interface MemberMenuProps extends GroupProps {
  readonly other: Member;
  readonly anchor: Anchor;
  readonly onClose: () => void;
  /** Told what was refused, or with undefined that something was not. */
  readonly onRefused: (trouble: Trouble | undefined) => void;
}

export function MemberMenu(props: MemberMenuProps) {
  const { anchor, onClose } = props;
  const landmark = useLandmark();
  return (
    <Menu.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Menu.Portal container={landmark}>
        <Menu.Backdrop className="veil is-clear" />
        <Menu.Positioner
          className="floating"
          anchor={toAnchor(anchor)}
          align={anchor.at ? "start" : "end"}
          sideOffset={4}
          collisionPadding={8}
        >
          <Menu.Popup
            className="menu sheet member-menu"
            aria-label={nameIn(props.other)}
            finalFocus={() => (anchor.element instanceof HTMLElement ? anchor.element : null)}
          >
            <Rows {...props} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Rows({ seat, chatKey, other, onRefused }: MemberMenuProps) {
  const members = useMembers(seat, chatKey);
  const isSteered = useServer((state) => state.isSteered);
  const [chosen, setChosen] = useState<number>();
  const own = members.find(({ user_id }) => user_id === seat.account);
  const actor = members.find(({ user_id }) => user_id === chosen) ?? own;
  if (!actor) return <p className="menu-note">{say(words.notHere)}</p>;
  const doing: Doing = { seat, chatKey, actor, other };
  const whyNot = (deed: Deed) =>
    (chosen === undefined ? watchedWhy(seat.account) : undefined) ??
    obstacleTo(deed, { actor, other });
  const run = (action: string, params: object = {}) =>
    void perform(doing, { action, params })
      .then(() => onRefused(undefined))
      .catch((error: unknown) => onRefused(toTrouble(error)));
  const isAdmin = other.role === "admin";
  const rows: readonly (MenuChoice & { readonly deed: Deed })[] = [
    {
      deed: "mention",
      words: words.mention,
      icon: <AtSign />,
      onUse: () => mention({ seat, chatKey }, other),
    },
    { deed: "poke", words: words.poke, icon: <Hand />, onUse: () => run("group_poke") },
    {
      deed: "whisper",
      words: words.whisper,
      icon: <MessageCircle />,
      onUse: () => whisper(doing),
    },
  ];
  const rules: typeof rows = [
    {
      deed: "remove",
      words: words.remove,
      icon: <UserMinus />,
      isGrave: true,
      onUse: () => run("set_group_kick"),
    },
    { deed: "card", words: words.editCard, icon: <Pencil />, onUse: () => editCard(doing) },
    {
      deed: "admin",
      words: isAdmin ? words.unmakeAdmin : words.makeAdmin,
      icon: isAdmin ? <ShieldOff /> : <Shield />,
      onUse: () => run("set_group_admin", { enable: !isAdmin }),
    },
    { deed: "title", words: words.giveTitle, icon: <Tag />, onUse: () => giveTitle(doing) },
  ];
  const toRow = ({ deed, ...choice }: (typeof rows)[number]) => (
    <MenuRow key={deed} choice={{ ...choice, why: whyNot(deed) }} />
  );
  return (
    <>
      <div className="menu-head">
        <Avatar id={other.user_id} name={other.nickname} size={32} />
        <span className="two">
          <span>
            <b>{nameIn(other)}</b> <code className="faint">{other.user_id}</code>
          </span>
          <span className="faint">{say(actingAs(roleWords[other.role], nameIn(actor)))}</span>
        </span>
      </div>
      <Menu.Separator className="menu-line" />
      {rows.map(toRow)}
      <Menu.Separator className="menu-line" />
      <MuteMenu
        doing={doing}
        why={whyNot("mute")}
        onMute={(duration) => run("set_group_ban", { duration })}
      />
      {rules.map(toRow)}
      {isSteered && (
        <>
          <RunAs
            members={members}
            blocked={(["mute", "remove", "card", "admin", "title"] as const).filter(whyNot)}
            other={other}
            onChoose={setChosen}
          />
          <Menu.Separator className="menu-line" />
          <MenuRow
            choice={{
              words: words.honor,
              icon: <Award />,
              onUse: () => giveHonor(doing),
            }}
          />
          <MenuRow
            choice={{
              words: words.editMember,
              icon: <SlidersHorizontal />,
              onUse: () => editMember(doing),
            }}
          />
        </>
      )}
    </>
  );
}

interface RunAsProps {
  readonly members: readonly Member[];
  readonly blocked: readonly Deed[];
  readonly other: Member;
  readonly onChoose: (account: number) => void;
}

/** The way on, where the seat may not: somebody who may. */
function RunAs({ members, blocked, other, onChoose }: RunAsProps) {
  const bot = useServer(({ hello }) => hello?.account);
  const may = (deed: Deed) => (actor: Member) => obstacleTo(deed, { actor, other }) === undefined;
  const candidates = { members, bot };
  const helper =
    whoMay((actor) => blocked.every((deed) => may(deed)(actor)), candidates) ??
    whoMay((actor) => blocked.some((deed) => may(deed)(actor)), candidates);
  if (blocked.length === 0 || !helper) return null;
  return (
    <Menu.Item
      className="menu-item is-link"
      closeOnClick={false}
      onClick={() => onChoose(helper.user_id)}
    >
      <VenetianMask />
      <span className="grow">{say(runAs(nameIn(helper)))}</span>
    </Menu.Item>
  );
}
