/** Dice and rock-paper-scissors: by chance or, for whoever is not the bot under test, as one likes. */
import { Menu } from "@base-ui/react/menu";
import { Dices, Scissors } from "lucide-react";

import { say } from "../../../words/language.ts";
import type { ChatKey } from "../route.ts";
import type { Seat } from "../seat/seat.ts";
import { useServer } from "../server.ts";
import { composer as words, showing } from "../words/composer.ts";
import { MenuButton } from "./menu-button.tsx";
import { useIsBot } from "./speaking.ts";

type Game = "dice" | "rps";

const pips = ["⚀", "⚁", "⚂", "⚃", "⚄", "⚅"];
/** By the numbers that stand for them: paper, scissors, rock. */
const hands = ["✋", "✌️", "✊"];

export function GameMenu({ seat, chatKey }: { seat: Seat; chatKey: ChatKey }) {
  const isSteered = useServer((state) => state.isSteered);
  const mayChoose = !useIsBot(seat.account) && isSteered;

  function play(type: Game, result?: number): void {
    void seat.say(chatKey, [
      { type, data: result === undefined ? {} : { result: String(result) } },
    ]);
  }

  return (
    <MenuButton name={say(words.games)} icon={<Dices />} width="only-roomy">
      <GameRows
        name={say(words.dice)}
        icon={<Dices />}
        sides={mayChoose ? pips : []}
        onPlay={(result) => play("dice", result)}
      />
      <GameRows
        name={say(words.rps)}
        icon={<Scissors />}
        sides={mayChoose ? hands : []}
        onPlay={(result) => play("rps", result)}
      />
    </MenuButton>
  );
}

interface GameRowsProps {
  readonly name: string;
  readonly icon: React.ReactNode;
  readonly sides: readonly string[];
  readonly onPlay: (result?: number) => void;
}

function GameRows({ name, icon, sides, onPlay }: GameRowsProps) {
  return (
    <>
      <Menu.Item className="menu-item" onClick={() => onPlay()}>
        {icon}
        <span className="grow">{name}</span>
        {sides.length > 0 && <span className="faint">{say(words.byChance)}</span>}
      </Menu.Item>
      {sides.length > 0 && (
        <Menu.Group className="sides">
          {sides.map((side, at) => (
            <Menu.Item
              key={side}
              className="emoji"
              aria-label={`${name}: ${say(showing(side))}`}
              title={say(showing(side))}
              onClick={() => onPlay(at + 1)}
            >
              {side}
            </Menu.Item>
          ))}
        </Menu.Group>
      )}
    </>
  );
}
