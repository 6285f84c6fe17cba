/** `onebot tail`: shows an account's events as they come. */
import { parseArgs } from "node:util";

import type { Command } from "./command.ts";
import { connect, connectHelp, connectOptions } from "./connect.ts";

export const tail: Command = {
  summary: "show events as they come",
  help: `Usage: onebot tail [OPTIONS]

Prints each event as one line of JSON, but for heartbeats, until it is interrupted.

  --heartbeats  prints them too
${connectHelp}`,

  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { ...connectOptions, heartbeats: { type: "boolean" } },
    });
    const socket = await connect("/event", values);
    const { promise, resolve } = Promise.withResolvers<CloseEvent>();
    socket.addEventListener("close", resolve);
    socket.addEventListener("message", ({ data }) => {
      const text = String(data);
      if (values.heartbeats || !text.includes('"meta_event_type":"heartbeat"')) console.log(text);
    });
    process.once("SIGINT", () => process.exit(0));
    const { code, reason } = await promise;
    throw new Error(`The server closed the connection: ${code} ${reason}`.trim());
  },
};
