/** `onebot [serve]`: runs the server until it is told to stop. */
import { parseArgs } from "node:util";

import { version } from "../../package.json";
import { loadConfig } from "../config-file.ts";
import { configureLog, logger } from "../log.ts";
import { supervise } from "../supervisor.ts";
import { configHelp, configOptions, programName } from "./command.ts";
import type { Command } from "./command.ts";

const log = logger("app");

export const serve: Command = {
  summary: "start the server (the default)",
  help: `Usage: onebot [serve] [OPTIONS]

Starts the server and runs until SIGINT or SIGTERM; a second signal ends it at once.

${configHelp}`,

  async run(args) {
    const { values } = parseArgs({ args: [...args], options: configOptions });
    const load = () => loadConfig(values.config, values.set);
    const { config, source } = await load();
    configureLog(config.log);
    log.info("OneBot 11 server {version}, configured by {source}", { version, source });
    await supervise(config, {
      load: async () => {
        const { config: fresh } = await load();
        configureLog(fresh.log);
        return fresh;
      },
      stopped: untilSignal(),
      onReady: ({ url }) => {
        if (!url) return;
        const isUsual = values.config === undefined && values.set === undefined;
        const token = config.auth.access_token === "" ? "" : " --token TOKEN";
        const to = isUsual ? "" : ` --url ${url.href}${token}`;
        const me = programName();
        log.info("See events:    {me} tail{to}", { me, to });
        log.info("Be a person:   {me} call{to} {example}", { me, to, example });
      },
    });
    return 0;
  },
};

const example = "--as 20002 send_private_msg user_id=10001 message=hello";

function untilSignal(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const onSignal = (signal: string) => {
    log.info("Stopping on {signal}", { signal });
    resolve(signal);
    process.once("SIGINT", () => process.exit(130)).once("SIGTERM", () => process.exit(143));
  };
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  return promise;
}
