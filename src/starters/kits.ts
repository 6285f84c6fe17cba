/** Working examples of tests for a bot of one's own: files to begin with, written by `onebot init`. */
import { version } from "../../package.json";
import scriptBot from "./bot.mjs.txt" with { type: "text" };
import pythonBot from "./bot.py" with { type: "text" };
import scriptTest from "./bot.test.ts.txt" with { type: "text" };
import workflow from "./chat.yml" with { type: "text" };
import conftest from "./conftest.py" with { type: "text" };
import script from "./onebot.ts.txt" with { type: "text" };
import ping from "./ping.chat" with { type: "text" };
import pythonTest from "./test_bot.py" with { type: "text" };

/** What is written where, and the command that then runs the tests. */
export interface Kit {
  readonly files: Readonly<Record<string, string>>;
  readonly command: string;
}

const chat: Kit = {
  files: { "chats/ping.chat": ping, ".github/workflows/chat.yml": workflow },
  command: 'onebot play chats --bot "COMMAND"',
};

const pytest: Kit = {
  files: { "conftest.py": dated(conftest), "bot.py": pythonBot, "test_bot.py": pythonTest },
  command: "pytest",
};

function inScript(runner: string, program: string): Kit["files"] {
  return {
    "onebot.ts": dated(script)
      .replace("RUNNER", runner)
      .replace("node bot.mjs", `${program} bot.mjs`),
    "bot.mjs": scriptBot,
    "bot.test.ts": scriptTest.replace("RUNNER", runner === "vitest" ? "vitest" : "bun:test"),
  };
}

/** By what they are made for. */
export const kits: Readonly<Record<string, Kit>> = {
  chat,
  pytest,
  vitest: { files: inScript("vitest", "node"), command: "npx vitest run" },
  "bun-test": { files: inScript("bun-test", "bun"), command: "bun test" },
};

function dated(text: string): string {
  return text.replace("VERSION", version);
}
