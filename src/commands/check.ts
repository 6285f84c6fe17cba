/** `onebot check`: validates a configuration and starts nothing. */
import { parseArgs } from "node:util";

import { loadConfig } from "../config-file.ts";
import type { Config } from "../config.ts";
import { reverseTargets, webhookTargets } from "../reach.ts";
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
function unwise(config: Config): string[] {
  const { ws, http, http_post, admin, auth, event, heartbeat, sandbox } = config;
  const dialled = reverseTargets(config, sandbox.self_id);
  const waitsForEver = webhookTargets(config, sandbox.self_id).some(({ timeout }) => timeout === 0);
  const isEvented = ws.enable || dialled.some(({ role }) => role !== "API");
  const open = Object.entries({ ws, http, admin }).filter(
    ([name, { enable, host }]) =>
      enable && !isLoopback(host) && (auth.access_token === "" || name === "admin"),
  );
  const warnings: [boolean, string][] = [
    ...open.map(([name, { host }]): [boolean, string] => [
      true,
      `${name}.host is ${host} and no token is asked for there: anybody who reaches it can connect`,
    ]),
    [
      !ws.enable && !http.enable && dialled.length === 0,
      "ws and http are off and nothing is dialled: no bot can connect",
    ],
    [
      event.message_format === "string",
      'event.message_format is "string": several SDKs lose segments; "array" suits all',
    ],
    [
      isEvented && !heartbeat.enable,
      "heartbeat.enable is false: some SDKs reconnect again and again without heartbeats",
    ],
    [
      http_post.enable && waitsForEver,
      "http_post.timeout is 0: an address that never answers holds back every event",
    ],
  ];
  return warnings.filter(([applies]) => applies).map(([, warning]) => warning);
}
