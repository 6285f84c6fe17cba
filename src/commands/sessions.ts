/** `onebot sessions`: what waits for which bot, and the end of that. */
import { harmless, harmlessJson } from "../harmless.ts";
import type { SessionInfo } from "../sessions/session.ts";
import { outcomes, usage } from "../words/command.ts";
import { helps, summaries } from "../words/help.ts";
import { say } from "../words/language.ts";
import { sessionWords } from "../words/session.ts";
import { Failure, exitCodes } from "./command.ts";
import type { Command } from "./command.ts";
import { ask, connect, connectOptions, findServer } from "./connect.ts";
import { isNumber } from "./directory.ts";
import { readWords } from "./options.ts";
import { print } from "./standard-output.ts";

const options = { ...connectOptions, json: { type: "boolean" } } as const;

export const sessions: Command = {
  summary: summaries.sessions,
  help: helps.sessions,

  async run(args) {
    const { values, positionals } = readWords(args, options);
    const call = toCall(positionals);
    const socket = await connect("/api", await findServer(values));
    const reply = await ask(socket, call.action, call.params);
    socket.close(1000);
    if (reply.status === "failed") {
      const { retcode, message } = reply;
      console.error(harmless(say(outcomes.failed(call.action, retcode, message))));
      return exitCodes.refused;
    }
    const { data } = reply;
    if (values.json) print(harmlessJson(JSON.stringify(data, undefined, 2)));
    else if (call.action === ".session.list") tell((data as { sessions: SessionInfo[] }).sessions);
    else print(harmless(say(sessionWords.dropped((data as { sessions: number }).sessions))));
    return 0;
  },
};

function toCall([word, client, account, ...more]: readonly string[]) {
  if (word === undefined) return { action: ".session.list", params: {} };
  const isWrong = account !== undefined && !isNumber(account);
  if (word !== "drop" || client === undefined || isWrong || more.length > 0)
    throw new Failure("wrongUse", usage.noSession);
  return {
    action: ".session.drop",
    params: { client, ...(account !== undefined && { account: Number(account) }) },
  };
}

function tell(all: readonly SessionInfo[]): void {
  if (all.length === 0) print(say(sessionWords.none));
  for (const session of all) print(harmless(say(sessionWords.line(session))));
}
