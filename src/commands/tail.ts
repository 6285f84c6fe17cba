/** `onebot tail`: shows accounts' events as they come. */
import { harmlessJson } from "../harmless.ts";
import { outcomes } from "../words/command.ts";
import { helps, summaries } from "../words/help.ts";
import { Failure } from "./command.ts";
import type { Command } from "./command.ts";
import { connect, connectOptions, findServer } from "./connect.ts";
import type { Reachable } from "./connect.ts";
import { isNumber, openDirectory } from "./directory.ts";
import type { Directory } from "./directory.ts";
import { Narrator } from "./narrator.ts";
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
    const server = await findServer(values);
    const { accounts, directory } = await findWatched(values, server);
    const narrator =
      values.pretty && directory
        ? new Narrator(directory, { hasSeveral: accounts.length > 1 })
        : undefined;
    const show = (text: string) => {
      if (!values.heartbeats && text.includes('"meta_event_type":"heartbeat"')) return;
      for (const line of narrator?.lines(text) ?? [harmlessJson(text)]) print(line);
    };
    endWithReader();
    process.once("SIGINT", () => process.exit(0));
    const chosen = accounts.length > 0 ? accounts : [undefined];
    const ends = chosen.map(async (account) => {
      const socket = await connect("/event", server, account);
      const { promise, resolve } = Promise.withResolvers<CloseEvent>();
      socket.addEventListener("close", resolve);
      socket.addEventListener("message", ({ data }) => show(String(data)));
      return promise;
    });
    const { code, reason } = await Promise.race(ends);
    throw new Failure("noConnection", outcomes.closed(code, reason));
  },
};

interface Watched {
  accounts: (number | undefined)[];
  /** Only where names are needed. */
  directory?: Directory;
}

async function findWatched({ as = [], all, pretty }: Values, server: Reachable): Promise<Watched> {
  if (!all && !pretty && as.every((given) => isNumber(given))) return { accounts: as.map(Number) };
  const socket = await connect("/api", server);
  try {
    const directory = await openDirectory(socket);
    const accounts = all
      ? [...directory.people.keys()]
      : await Promise.all(as.map((given) => directory.person(given)));
    return { accounts, directory };
  } finally {
    socket.close(1000);
  }
}

type Values = ReturnType<typeof readOptions<typeof options>>;
