/** How the group is set up, and what the seat is in it. */
import { Switch } from "@base-ui/react/switch";
import { DoorOpen, ImageUp, Pencil, VenetianMask } from "lucide-react";
import { useState } from "react";

import type { Member } from "../../../protocol/entity.ts";
import { say } from "../../../words/language.ts";
import type { Told } from "../../../words/language.ts";
import { idOf } from "../chat/chat.ts";
import { pickFiles } from "../composer/pick.ts";
import { useIsWatched } from "../composer/speaking.ts";
import { openForm } from "../palette/form-store.ts";
import { askAs } from "../seat/call-as.ts";
import { useMembers } from "../seat/members.ts";
import { useSeatState } from "../seat/seats.ts";
import { useServer } from "../server.ts";
import { confirm } from "../shell/confirm.ts";
import { dissolveLoss, dissolveOf, group as words, leaveOf, runAs } from "../words/group.ts";
import { reason } from "../words/reason.ts";
import { TroubleNote } from "../world/trouble-note.tsx";
import { useAttempts } from "../world/trouble.ts";
import { useAnonymity } from "./anonymity.ts";
import { useAsked } from "./asked.ts";
import { toBase64 } from "./base64.ts";
import type { GroupProps } from "./group-panel.tsx";
import { Tool } from "./list-tab.tsx";
import { adminWhy, nameIn, whoMay } from "./right.ts";

export function Rules({ seat, chatKey }: GroupProps) {
  const members = useMembers(seat, chatKey);
  const isOnlyWatched = useIsWatched(seat.account);
  const [chosen, setChosen] = useState<number>();
  const own = members.find(({ user_id }) => user_id === seat.account);
  const actor = members.find(({ user_id }) => user_id === chosen) ?? own;
  const info = useSeatState(seat, ({ groups }) =>
    groups.find(({ group_id }) => group_id === idOf(chatKey)),
  );
  if (!actor || !own || !info) return null;
  const why = (chosen === undefined && isOnlyWatched && reason.watching) || adminWhy(actor);
  return (
    <section className="rules" aria-label={say(words.settings)}>
      <h3>{say(words.settings)}</h3>
      <Settings
        seat={seat}
        chatKey={chatKey}
        actor={actor}
        why={why}
        name={info.group_name}
        isMuted={info.group_all_shut !== 0}
      />
      {why && <Way why={why} members={members} onChoose={setChosen} />}
      <OwnCard seat={seat} chatKey={chatKey} own={own} />
      <MentionsLeft seat={seat} chatKey={chatKey} />
      <Leave seat={seat} chatKey={chatKey} own={own} name={info.group_name} />
    </section>
  );
}

interface SettingsProps extends GroupProps {
  readonly actor: Member;
  readonly why: Told | undefined;
  readonly name: string;
  readonly isMuted: boolean;
}

function Settings({ chatKey, actor, why, name, isMuted }: SettingsProps) {
  const group_id = idOf(chatKey);
  const { attempt, trouble } = useAttempts();
  const isAnonymous = useAnonymity(group_id);
  const set = (action: string, params: object) =>
    attempt(() => askAs(actor.user_id, action, { group_id, ...params }));

  async function changePortrait(): Promise<void> {
    const [file] = await pickFiles({ accept: "image/*", isOne: true });
    if (file) set("set_group_portrait", { file: await toBase64(file) });
  }

  return (
    <>
      <Toggle
        name={words.muteAll}
        isOn={isMuted}
        why={why}
        onToggle={(enable) => set("set_group_whole_ban", { enable })}
      />
      {isAnonymous !== undefined && (
        <Toggle
          name={words.anonymity}
          isOn={isAnonymous}
          why={why}
          onToggle={(enable) => set("set_group_anonymous", { enable })}
        />
      )}
      <div className="rule">
        <span>{say(words.name)}</span>
        <span className="cut grow end dim">{name}</span>
        <Tool
          name={words.rename}
          icon={<Pencil />}
          why={why}
          isIcon
          onUse={() =>
            openForm({
              action: "set_group_name",
              title: words.rename,
              account: actor.user_id,
              fields: ["group_name"],
              values: { group_name: name },
              fixed: { group_id: String(group_id) },
              submit: words.save,
            })
          }
        />
      </div>
      <div className="rule">
        <span className="grow">{say(words.portrait)}</span>
        <Tool
          name={words.changePortrait}
          icon={<ImageUp />}
          why={why}
          isIcon
          onUse={() => void changePortrait()}
        />
      </div>
      <TroubleNote trouble={trouble} />
    </>
  );
}

interface ToggleProps {
  readonly name: Told;
  readonly isOn: boolean;
  readonly why: Told | undefined;
  readonly onToggle: (isOn: boolean) => void;
}

function Toggle({ name, isOn, why, onToggle }: ToggleProps) {
  return (
    <div className="rule">
      <span className="grow">{say(name)}</span>
      <Switch.Root
        className="switch"
        checked={isOn}
        readOnly={why !== undefined}
        aria-label={why ? `${say(name)} · ${say(why)}` : say(name)}
        title={why && say(why)}
        onCheckedChange={onToggle}
      >
        <Switch.Thumb className="thumb" />
      </Switch.Root>
    </div>
  );
}

interface WayProps {
  readonly why: Told;
  readonly members: readonly Member[];
  readonly onChoose: (account: number) => void;
}

/** Why the seat may not, and who may in its place. */
function Way({ why, members, onChoose }: WayProps) {
  const bot = useServer(({ hello }) => hello?.account);
  const isSteered = useServer((state) => state.isSteered);
  const helper = isSteered
    ? whoMay((member) => adminWhy(member) === undefined, { members, bot })
    : undefined;
  return (
    <p className="way faint">
      {say(why)}
      {helper && (
        <button type="button" className="link" onClick={() => onChoose(helper.user_id)}>
          <VenetianMask />
          {say(runAs(nameIn(helper)))}
        </button>
      )}
    </p>
  );
}

function OwnCard({ seat, chatKey, own }: GroupProps & { own: Member }) {
  const isOnlyWatched = useIsWatched(seat.account);
  return (
    <div className="rule">
      <span>{say(words.myCard)}</span>
      <span className="cut grow end dim">{own.card || say(words.none)}</span>
      <Tool
        name={words.editMyCard}
        icon={<Pencil />}
        why={isOnlyWatched ? reason.watching : undefined}
        isIcon
        onUse={() =>
          openForm({
            action: "set_group_card",
            title: words.editMyCard,
            account: seat.account,
            fields: ["card"],
            values: { card: own.card },
            fixed: { group_id: String(idOf(chatKey)), user_id: String(seat.account) },
            submit: words.save,
          })
        }
      />
    </div>
  );
}

function MentionsLeft({ seat, chatKey }: GroupProps) {
  const { data } = useAsked<{ remain_at_all_count_for_uin: number }>(
    { seat, chatKey },
    { action: "get_group_at_all_remain", params: { group_id: idOf(chatKey) } },
  );
  if (!data) return null;
  return (
    <div className="rule">
      <span className="grow">{say(words.mentionsLeft)}</span>
      <span className="dim">{data.remain_at_all_count_for_uin}</span>
    </div>
  );
}

function Leave({ seat, chatKey, own, name }: GroupProps & { own: Member; name: string }) {
  const { attempt, trouble, isRunning } = useAttempts();
  const isOnlyWatched = useIsWatched(seat.account);
  const members = useMembers(seat, chatKey);
  const isOwner = own.role === "owner";

  async function leave(): Promise<void> {
    const isSure = await confirm({
      title: isOwner ? dissolveOf(name) : leaveOf(name),
      loss: isOwner ? dissolveLoss(members.length) : words.leaveLoss,
      submit: isOwner ? words.dissolve : words.leave,
    });
    if (!isSure) return;
    attempt(async () => {
      await seat.ask("set_group_leave", { group_id: idOf(chatKey), is_dismiss: isOwner });
      await seat.refreshLists();
    });
  }

  return (
    <>
      <TroubleNote trouble={trouble} />
      <button
        type="button"
        className="button is-bad leave"
        disabled={isRunning || isOnlyWatched}
        title={isOnlyWatched ? say(reason.watching) : undefined}
        onClick={() => void leave()}
      >
        <DoorOpen />
        {say(isOwner ? words.dissolve : words.leave)}
      </button>
    </>
  );
}
