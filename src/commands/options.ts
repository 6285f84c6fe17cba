/** The options of a command line: read, or refused with what was meant. */
import { parseArgs } from "node:util";
import type { ParseArgsConfig } from "node:util";

import { nearest } from "../protocol/nearest.ts";
import { usage } from "../words/command.ts";
import { languages, speak } from "../words/language.ts";
import { Failure } from "./command.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Reads the options of a command that takes nothing else. Throws {@link Failure} for wrong use. */
export function readOptions<const Known extends Options>(args: readonly string[], options: Known) {
  return readArguments(args, options, false).values;
}

/** Reads options and words. Throws {@link Failure} for wrong use. */
export function readWords<const Known extends Options>(args: readonly string[], options: Known) {
  return readArguments(args, options, true);
}

function readArguments<const Known extends Options>(
  args: readonly string[],
  options: Known,
  allowPositionals: boolean,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals });
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException, Object.keys(options));
  }
}

function explain({ code, message }: NodeJS.ErrnoException, known: readonly string[]): Error {
  // The messages are those of Node.js: the first quotes hold the option or word.
  const [, given = ""] = /'([^']*)'/.exec(message) ?? [];
  const option = (given.match(/--[\w-]+/) ?? [given])[0] ?? given;
  switch (code ?? "") {
    case "ERR_PARSE_ARGS_UNKNOWN_OPTION": {
      const all = known.map((name) => `--${name}`);
      return new Failure("wrongUse", usage.noOption(given, nearest(given, all), all));
    }
    case "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL":
      return new Failure("wrongUse", usage.noArguments(given));
    default:
      return new Failure(
        "wrongUse",
        message.includes("does not take") ? usage.takesNoValue(option) : usage.needsValue(option),
      );
  }
}

/** Takes `--lang` out of the arguments, wherever it stands, and speaks that language. */
export function takeLanguage(args: readonly string[]): string[] {
  const rest = [...args];
  const end = rest.includes("--") ? rest.indexOf("--") : rest.length;
  const at = rest
    .slice(0, end)
    .findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  const found = rest[at];
  if (found === undefined) return rest;
  const isJoined = found.includes("=");
  const [, next = ""] = rest.splice(at, isJoined ? 1 : 2);
  const given = isJoined ? found.slice("--lang=".length) : next;
  const language = languages.find((each) => each === given);
  if (!language) throw new Failure("wrongUse", usage.badLanguage(JSON.stringify(given)));
  speak(language);
  return rest;
}
