/** `onebot call`: makes one call as any account. */
import { parseArgs } from "node:util";

import type { Reply } from "../protocol/reply.ts";
import type { Command } from "./command.ts";
import { connect, connectHelp, connectOptions } from "./connect.ts";

export const call: Command = {
  summary: "make one call, as the bot or as anybody",
  help: `Usage: onebot call [OPTIONS] ACTION [KEY=VALUE ... | JSON]

Prints the reply's data. A value is JSON where it parses, else text.

  onebot call get_group_list
  onebot call --as 20002 send_private_msg user_id=10001 message=hello
  onebot call send_group_msg '{"group_id": 10010, "message": "[CQ:at,qq=20002] hi"}'

${connectHelp}`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: connectOptions,
      allowPositionals: true,
    });
    const [action, ...rest] = positionals;
    if (action === undefined) throw new Error("Which action? Like: onebot call get_login_info");
    const frame = JSON.stringify({ action, params: readParams(rest) });
    const socket = await connect("/api", values);
    const reply = await ask(socket, frame);
    socket.close(1000);
    if (reply.status === "failed") {
      console.error(
        `${action} failed with ${reply.retcode}: ${reply.message ?? "no reason given"}`,
      );
      return 1;
    }
    console.log(JSON.stringify(reply.data, undefined, 2));
    return 0;
  },
};

function readParams(words: readonly string[]): unknown {
  const [first] = words;
  if (words.length === 1 && first?.startsWith("{")) return JSON.parse(first);
  return Object.fromEntries(
    words.map((word) => {
      const equals = word.indexOf("=");
      if (equals <= 0)
        throw new Error(`Write params as key=value, or all as one JSON object, not ${word}`);
      return [word.slice(0, equals), readValue(word.slice(equals + 1))];
    }),
  );
}

function readValue(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    // 1.0, or an id of 20 digits, would change.
    return typeof value === "number" && String(value) !== text ? text : value;
  } catch {
    return text;
  }
}

function ask(socket: WebSocket, frame: string): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  socket.addEventListener("message", ({ data }) => resolve(JSON.parse(String(data)) as Reply));
  socket.addEventListener("close", ({ code, reason }) =>
    reject(
      new Error(`The server closed the connection before it answered: ${code} ${reason}`.trim()),
    ),
  );
  socket.send(frame);
  return promise;
}
