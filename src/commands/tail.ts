/** `onebot tail`: shows accounts' events as they come. */
import { harmless, harmlessJson } from "../harmless.ts";
import { isFields } from "../protocol/scalar.ts";
import { outcomes } from "../words/command.ts";
import { retell } from "../words/event.ts";
import { helps, summaries } from "../words/help.ts";
import { say } from "../words/language.ts";
import { toAccount } from "./call.ts";
import { Failure } from "./command.ts";
import type { Command } from "./command.ts";
import { connect, connectOptions } from "./connect.ts";
import { openDirectory } from "./directory.ts";
import type { Directory } from "./directory.ts";
import { readOptions } from "./options.ts";
import { endWithReader, print } from "./standard-output.ts";

const options = {
  ...connectOptions,
  as: { type: "string", multiple: true },
  all: { type: "boolean" },
  pretty: { type: "boolean" },
  heartbeats: { type: "boolean" },
} as const;

export const tail: Command = {
  summary: summaries.tail,
  help: helps.tail,

  async run(args) {
    const values = readOptions(args, options);
    let directory: Promise<Directory> | undefined;
    const look = () => (directory ??= openDirectory(values));
    const accounts: (number | undefined)[] = values.all
      ? [...(await look()).people.keys()]
      : await Promise.all((values.as ?? []).map((given) => toAccount(given, look)));
    const known = values.pretty ? await look() : undefined;
    const show = (text: string) => {
      if (!values.heartbeats && text.includes('"meta_event_type":"heartbeat"')) return;
      print(known ? inWords(text, known) : harmlessJson(text));
    };
    endWithReader();
    process.once("SIGINT", () => process.exit(0));
    const chosen = accounts.length > 0 ? accounts : [undefined];
    const ends = chosen.map(async (account) => {
      const socket = await connect("/event", values, account);
      const { promise, resolve } = Promise.withResolvers<CloseEvent>();
      socket.addEventListener("close", resolve);
      socket.addEventListener("message", ({ data }) => show(String(data)));
      return promise;
    });
    const { code, reason } = await Promise.race(ends);
    throw new Failure("noConnection", outcomes.closed(code, reason));
  },
};

function inWords(text: string, directory: Directory): string {
  const event: unknown = JSON.parse(text);
  return harmless(isFields(event) ? say(retell(event, directory)) : text);
}
