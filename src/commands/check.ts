/** `onebot check`: validates a configuration and starts nothing. */
import { parseArgs } from "node:util";

import { loadConfig } from "../config-file.ts";
import type { Config } from "../config.ts";
import { isLoopback } from "../transports/auth.ts";
import { configHelp, configOptions } from "./command.ts";
import type { Command } from "./command.ts";

export const check: Command = {
  summary: "say whether a configuration is right, and what is wrong with it",
  help: `Usage: onebot check [OPTIONS]

Reads the configuration, names every mistake, and exits with 0 or 1. Names what is allowed but unwise, too.

${configHelp}`,

  async run(args) {
    const { values } = parseArgs({ args: [...args], options: configOptions });
    const { config, source } = await loadConfig(values.config, values.set);
    console.log(`${source} is right`);
    for (const warning of unwise(config)) console.log(`but: ${warning}`);
    return 0;
  },
};

/** What is legal but will make somebody curse. */
function unwise({ ws, http, auth, event, heartbeat, ws_reverse }: Config): string[] {
  const open = Object.entries({ ws, http }).filter(
    ([, { enable, host }]) => enable && auth.access_token === "" && !isLoopback(host),
  );
  const nothing =
    !ws.enable && !http.enable && ws_reverse.url === "" && ws_reverse.target.length === 0;
  const isEvented = ws.enable || ws_reverse.url !== "" || ws_reverse.target.length > 0;
  return [
    ...open.map(
      ([name, { host }]) =>
        `${name}.host is ${host} and auth.access_token is empty: anybody who reaches it can connect`,
    ),
    ...(nothing ? ["ws and http are off and nothing is dialled: no bot can connect"] : []),
    ...(event.message_format === "string"
      ? ['event.message_format is "string": several SDKs lose segments; "array" suits all']
      : []),
    ...(isEvented && !heartbeat.enable
      ? ["heartbeat.enable is false: some SDKs reconnect again and again without heartbeats"]
      : []),
  ];
}
