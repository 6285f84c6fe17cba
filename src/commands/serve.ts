/** `onebot [serve]`: runs the server until it is told to stop. */
import { version } from "../../package.json";
import type { App } from "../app.ts";
import type { Config } from "../config/config.ts";
import { loadConfig } from "../config/file.ts";
import { configureLog, literal, logger } from "../log/log.ts";
import { supervise } from "../supervisor.ts";
import { helps, summaries } from "../words/help.ts";
import { say } from "../words/language.ts";
import type { Told } from "../words/language.ts";
import { bePerson, seeEvents, serving, starterIsGone, stopping } from "../words/start.ts";
import { configOptions, programName } from "./command.ts";
import type { Command } from "./command.ts";
import { readOptions } from "./options.ts";
import { ReadyFile } from "./ready-file.ts";
import { starterGone } from "./starter.ts";
import { unwise } from "./unwise.ts";

const log = logger("app");

export const serve: Command = {
  summary: summaries.serve,
  help: helps.serve,

  async run(args) {
    const options = { ...configOptions, "ready-file": { type: "string" } } as const;
    const values = readOptions(args, options);
    const load = () => loadConfig(values.config, values.set);
    const { config, source } = await load();
    configureLog(config.log);
    tell(serving(version, source));
    warn(config);
    using ready = new ReadyFile(values["ready-file"]);
    await supervise(config, {
      load: async () => {
        const { config: fresh } = await load();
        configureLog(fresh.log);
        warn(fresh);
        return fresh;
      },
      stopped: Promise.race([untilSignal(), starterGone().then(() => tell(starterIsGone))]),
      onReady: (app) => {
        const isUsual = values.config === undefined && values.set === undefined;
        hint(config, app, isUsual);
        ready.write(app);
      },
    });
    return 0;
  },
};

function tell(told: Told): void {
  log.info(literal(say(told)));
}

function warn(config: Config): void {
  for (const warning of unwise(config)) log.warning(literal(warning));
}

/** What to type next, in another terminal. */
function hint({ auth, sandbox }: Config, { url }: App, isUsual: boolean): void {
  if (!url) return;
  const token = auth.access_token === "" ? "" : " --token TOKEN";
  const to = isUsual ? "" : ` --url ${url.href}${token}`;
  const me = programName();
  tell(seeEvents(`${me} tail${to}`));
  const other = sandbox.user.find(({ id }) => id !== sandbox.self_id);
  if (!other) return;
  const example = `send_private_msg user_id=${sandbox.self_id} message=hello`;
  tell(bePerson(`${me} call${to} --as ${other.id} ${example}`));
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** What a shell gives for a program that a signal has ended. */
const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

function untilSignal(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const onSignal = (signal: keyof typeof codes) => {
    tell(stopping(signal));
    resolve(signal);
    for (const each of signals) {
      process.off(each, onSignal);
      process.once(each, () => process.exit(codes[each]));
    }
  };
  for (const each of signals) process.once(each, onSignal);
  return promise;
}
