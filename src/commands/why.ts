/** `onebot why`: whether a client gets an event, and by which rule of its own. */
import * as v from "valibot";

import { Clients } from "../clients/clients.ts";
import { JudgedEvent, judgeEvent } from "../clients/judge.ts";
import { explainVerdict } from "../clients/verdict.ts";
import { loadConfig } from "../config/file.ts";
import { harmless } from "../harmless.ts";
import { nameOf } from "../protocol/event.ts";
import { explain } from "../protocol/explain.ts";
import { parseJsonText } from "../protocol/json-text.ts";
import { nearest } from "../protocol/nearest.ts";
import { decodeText } from "../text-file.ts";
import { outcomes, params, usage } from "../words/command.ts";
import { helps, summaries } from "../words/help.ts";
import { say } from "../words/language.ts";
import { answers } from "../words/verdict.ts";
import { Failure, configOptions, exitCodes } from "./command.ts";
import type { Command } from "./command.ts";
import { readWords } from "./options.ts";
import { print } from "./standard-output.ts";

export const why: Command = {
  summary: summaries.why,
  help: helps.why,

  async run(args) {
    const { values, positionals } = readWords(args, configOptions);
    const [name, file] = positionals;
    if (name === undefined || file === undefined) throw new Failure("wrongUse", usage.noEvent);
    const { config } = await loadConfig(values.config, values.set);
    const client = findClient(new Clients(config), name);
    const event = await readEvent(file);
    const verdict = judgeEvent(client, event);
    const answer = verdict.passes ? answers.gets : answers.getsNot;
    print(harmless(say(answer(name, nameOf(event), explainVerdict(verdict)))));
    return verdict.passes ? 0 : exitCodes.refused;
  },
};

function findClient(clients: Clients, name: string) {
  const found = clients.named(name);
  if (found) return found;
  const all = clients.list.map((client) => client.name);
  throw new Failure("wrongUse", usage.noClient(name, nearest(name, all), all));
}

async function readEvent(file: string): Promise<JudgedEvent> {
  const source = file === "-" ? say(params.standardInput) : file;
  const text = await readText(file);
  const event = v.safeParse(JudgedEvent, parseJsonText(text) ?? text);
  if (event.success) return event.output;
  const reason = event.issues.map((issue) => explain(issue, "event")).join("; ");
  throw new Failure("wrongUse", outcomes.noEventIn(source, reason));
}

async function readText(file: string): Promise<string> {
  try {
    return decodeText(await (file === "-" ? Bun.stdin : Bun.file(file)).bytes());
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? say(params.noSuchFile) : message;
    throw new Failure("wrongUse", outcomes.cannotRead(file, reason));
  }
}
