/** What is sent less often: videos, pokes, cards, forwarded conversations. */
import { Menu } from "@base-ui/react/menu";
import {
  Braces,
  Dices,
  FileAudio,
  Hand,
  IdCard,
  Link2,
  MapPin,
  MessagesSquare,
  Music,
  Plus,
  Scissors,
  Video,
} from "lucide-react";
import { useState } from "react";

import { say } from "../../../words/language.ts";
import { idOf, isGroup } from "../chat/chat.ts";
import type { ChatKey } from "../route.ts";
import { useMembers } from "../seat/members.ts";
import type { Seat } from "../seat/seat.ts";
import { composer as words } from "../words/composer.ts";
import { choosing, formTitles } from "../words/form.ts";
import { ChooseDialog } from "./choose-dialog.tsx";
import { FormDialog } from "./form-dialog.tsx";
import type { FormName } from "./form.ts";
import { formNames } from "./form.ts";
import { ForwardDialog } from "./forward-dialog.tsx";
import { nameIn } from "./mention.ts";
import { MenuButton, MenuChoice } from "./menu-button.tsx";
import { poke } from "./poke.ts";

export interface MoreMenuProps {
  readonly seat: Seat;
  readonly chatKey: ChatKey;
  readonly onVideo: () => void;
  readonly onVoice: () => void;
}

type Opened = FormName | "poke" | "forward";

const icons = {
  share: <Link2 />,
  location: <MapPin />,
  music: <Music />,
  json: <Braces />,
  contact: <IdCard />,
} satisfies Record<FormName, React.ReactNode>;

export function MoreMenu({ seat, chatKey, onVideo, onVoice }: MoreMenuProps) {
  const [opened, open] = useState<Opened>();
  const play = (type: "dice" | "rps") => void seat.say(chatKey, [{ type, data: {} }]);
  const pokeSomebody = () =>
    isGroup(chatKey) ? open("poke") : void poke(seat, { chatKey, user_id: idOf(chatKey) });
  return (
    <>
      <MenuButton name={say(words.more)} icon={<Plus />}>
        <MenuChoice icon={<Video />} name={say(words.video)} onClick={onVideo} />
        <MenuChoice
          icon={<FileAudio />}
          name={say(words.voice)}
          className="only-tight"
          onClick={onVoice}
        />
        <MenuChoice
          icon={<Dices />}
          name={say(words.dice)}
          className="only-tight"
          onClick={() => play("dice")}
        />
        <MenuChoice
          icon={<Scissors />}
          name={say(words.rps)}
          className="only-tight"
          onClick={() => play("rps")}
        />
        <MenuChoice icon={<Hand />} name={say(words.poke)} onClick={pokeSomebody} />
        <Menu.Separator className="menu-line" />
        {formNames.map((name) => (
          <MenuChoice
            key={name}
            icon={icons[name]}
            name={say(formTitles[name])}
            onClick={() => open(name)}
          />
        ))}
        <MenuChoice
          icon={<MessagesSquare />}
          name={say(choosing.forwardMany)}
          onClick={() => open("forward")}
        />
      </MenuButton>
      <OpenedDialog seat={seat} chatKey={chatKey} opened={opened} onClose={() => open(undefined)} />
    </>
  );
}

interface OpenedDialogProps {
  readonly seat: Seat;
  readonly chatKey: ChatKey;
  readonly opened: Opened | undefined;
  readonly onClose: () => void;
}

function OpenedDialog({ seat, chatKey, opened, onClose }: OpenedDialogProps) {
  const members = useMembers(seat, chatKey);
  if (!opened) return null;
  if (opened === "forward")
    return (
      <ForwardDialog
        seat={seat}
        chatKey={chatKey}
        onClose={onClose}
        onSend={(nodes) => void seat.say(chatKey, nodes)}
      />
    );
  if (opened !== "poke")
    return (
      <FormDialog
        name={opened}
        onClose={onClose}
        onSend={(segment) => void seat.say(chatKey, [segment])}
      />
    );
  return (
    <ChooseDialog
      title={say(choosing.pokeWhom)}
      choices={members.map((member) => ({
        key: String(member.user_id),
        id: member.user_id,
        name: nameIn(member),
        isGroup: false,
      }))}
      onClose={onClose}
      onChoose={({ id }) => void poke(seat, { chatKey, user_id: id })}
    />
  );
}
