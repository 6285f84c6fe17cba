/** The bar on top of every view: where one is, whether the bot is there, what one chooses for oneself. */
import { Languages, Moon, Sun } from "lucide-react";

import { say } from "../../../words/language.ts";
import { PaletteButton } from "../palette/palette-button.tsx";
import { RecordButton } from "../recording/record-button.tsx";
import { chooseLanguage, isDark, switchTheme, useSettings } from "../settings.ts";
import { shell } from "../words/shell.ts";
import { BotState } from "./bot-state.tsx";
import { Mark } from "./mark.tsx";
import { ViewLinks } from "./view-links.tsx";

export function TopBar() {
  const settings = useSettings();
  const other = settings.language === "zh" ? "en" : "zh";
  return (
    <header className="top">
      <a className="brand" href="#/chat">
        <Mark />
        <span>onebot</span>
      </a>
      <ViewLinks className="views" />
      <span className="grow" />
      <BotState />
      <span className="grow" />
      <PaletteButton />
      <RecordButton />
      <button
        type="button"
        className="icon-button is-large"
        aria-label={say(shell.theme)}
        title={say(shell.theme)}
        onClick={switchTheme}
      >
        {isDark(settings) ? <Sun /> : <Moon />}
      </button>
      <button
        type="button"
        className="icon-button is-large"
        aria-label={say(shell.language)}
        title={say(shell.language)}
        lang={other === "zh" ? "zh-CN" : "en"}
        onClick={() => chooseLanguage(other)}
      >
        <Languages />
      </button>
    </header>
  );
}
