/** `onebot call`: makes one call as any account. */
import { harmless, harmlessJson } from "../harmless.ts";
import { outcomes, usage } from "../words/command.ts";
import { helps, summaries } from "../words/help.ts";
import { say } from "../words/language.ts";
import { Failure, exitCodes } from "./command.ts";
import type { Command } from "./command.ts";
import { ask, connect, connectOptions, findServer } from "./connect.ts";
import type { Reachable } from "./connect.ts";
import { isNumber, openDirectory } from "./directory.ts";
import type { Directory } from "./directory.ts";
import { withNumbers } from "./numbers.ts";
import { readWords } from "./options.ts";
import { readParams } from "./params.ts";
import { print } from "./standard-output.ts";

const options = {
  ...connectOptions,
  as: { type: "string" },
  json: { type: "boolean" },
} as const;

export const call: Command = {
  summary: summaries.call,
  help: helps.call,

  async run(args) {
    const { values, positionals } = readWords(args, options);
    const [action, ...rest] = positionals;
    if (action === undefined) throw new Failure("wrongUse", usage.noAction);
    const params = await readParams(rest);
    const { socket, look } = await connectAs(values.as, await findServer(values));
    const reply = await ask(socket, action, await withNumbers(params, look));
    socket.close(1000);
    if (values.json) print(harmlessJson(JSON.stringify(reply, undefined, 2)));
    if (reply.status === "failed") {
      const { retcode, message } = reply;
      if (!values.json) console.error(harmless(say(outcomes.failed(action, retcode, message))));
      return exitCodes.refused;
    }
    if (!values.json) print(harmlessJson(JSON.stringify(reply.data, undefined, 2)));
    return 0;
  },
};

interface Connected {
  socket: WebSocket;
  look: () => Promise<Directory>;
}

/** Connects as somebody. Who there is can be asked on the same connection, but not who one is to be. */
async function connectAs(given: string | undefined, server: Reachable): Promise<Connected> {
  if (given === undefined || isNumber(given)) {
    const account = given === undefined ? undefined : Number(given);
    const socket = await connect("/api", server, account);
    let directory: Promise<Directory> | undefined;
    return { socket, look: () => (directory ??= openDirectory(socket)) };
  }
  const first = await connect("/api", server);
  const directory = await openDirectory(first);
  const socket = await connect("/api", server, await directory.person(given));
  return { socket, look: () => Promise.resolve(directory) };
}
