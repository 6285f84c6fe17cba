/** The pages of the manual, bundled into the program. */
import type { Summary } from "../protocol/action.ts";
import actionsEn from "./en/actions.md" with { type: "text" };
import chatEn from "./en/chat.md" with { type: "text" };
import clientsEn from "./en/clients.md" with { type: "text" };
import commandsEn from "./en/commands.md" with { type: "text" };
import configurationEn from "./en/configuration.md" with { type: "text" };
import connectEn from "./en/connect.md" with { type: "text" };
import consoleEn from "./en/console.md" with { type: "text" };
import contributingEn from "./en/contributing.md" with { type: "text" };
import hiddenActionsEn from "./en/hidden-actions.md" with { type: "text" };
import operateEn from "./en/operate.md" with { type: "text" };
import playEn from "./en/play.md" with { type: "text" };
import recipesEn from "./en/recipes.md" with { type: "text" };
import speedEn from "./en/speed.md" with { type: "text" };
import testEn from "./en/test.md" with { type: "text" };
import actionsZh from "./zh/actions.md" with { type: "text" };
import chatZh from "./zh/chat.md" with { type: "text" };
import clientsZh from "./zh/clients.md" with { type: "text" };
import commandsZh from "./zh/commands.md" with { type: "text" };
import configurationZh from "./zh/configuration.md" with { type: "text" };
import connectZh from "./zh/connect.md" with { type: "text" };
import consoleZh from "./zh/console.md" with { type: "text" };
import contributingZh from "./zh/contributing.md" with { type: "text" };
import hiddenActionsZh from "./zh/hidden-actions.md" with { type: "text" };
import operateZh from "./zh/operate.md" with { type: "text" };
import playZh from "./zh/play.md" with { type: "text" };
import recipesZh from "./zh/recipes.md" with { type: "text" };
import speedZh from "./zh/speed.md" with { type: "text" };
import testZh from "./zh/test.md" with { type: "text" };

/** Topic → the page as Markdown, in the order in which somebody new reads them. */
export const pages = {
  play: { en: playEn, zh: playZh },
  console: { en: consoleEn, zh: consoleZh },
  connect: { en: connectEn, zh: connectZh },
  test: { en: testEn, zh: testZh },
  chat: { en: chatEn, zh: chatZh },
  recipes: { en: recipesEn, zh: recipesZh },
  commands: { en: commandsEn, zh: commandsZh },
  configuration: { en: configurationEn, zh: configurationZh },
  actions: { en: actionsEn, zh: actionsZh },
  "hidden-actions": { en: hiddenActionsEn, zh: hiddenActionsZh },
  clients: { en: clientsEn, zh: clientsZh },
  operate: { en: operateEn, zh: operateZh },
  speed: { en: speedEn, zh: speedZh },
  contributing: { en: contributingEn, zh: contributingZh },
} as const satisfies Record<string, Summary>;
