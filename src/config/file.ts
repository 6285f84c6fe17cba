/** Reads onebot.toml: finds it, applies `--set`, and explains every mistake with its line and remedy. */
import { parse as parseToml } from "@std/toml";
import { parseTOML } from "toml-eslint-parser";
import * as v from "valibot";

import builtIn from "../../onebot.toml" with { type: "text" };
import { nearest } from "../protocol/nearest.ts";
import { EncodingError, decodeText } from "../text-file.ts";
import { files, mistakes as words, rules } from "../words/config.ts";
import { say } from "../words/language.ts";
import { builtInSource } from "../words/start.ts";
import { clientMistakes } from "./clients.ts";
import { Config, isText, knownKeys } from "./config.ts";
import type { Mistake } from "./config.ts";
import { hostMistakes } from "./host.ts";
import { foreignSign } from "./toml-sign.ts";
import type { TomlPlace } from "./toml-sign.ts";
import { worldMistakes } from "./world.ts";

/** The text of the configuration that is shipped, commented. */
export const builtInToml: string = builtIn;

export interface LoadedConfig {
  config: Config;
  /** The file's name, or what stands in for it. */
  source: string;
  /** Whether there is no file. */
  isBuiltIn: boolean;
}

/** A configuration that cannot be used; the message holds one line for each mistake. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Loads a configuration. Without `file` that is ./onebot.toml, else the built-in copy; `overrides` are
 * `key=value` texts. Throws {@link ConfigError}.
 */
export async function loadConfig(
  file: string | undefined,
  overrides: readonly string[] = [],
): Promise<LoadedConfig> {
  const { source, toml, isBuiltIn = false } = await findFile(file);
  return { source, isBuiltIn, config: readConfig({ source, toml, overrides }) };
}

/** Parses and checks the text of a configuration. Throws {@link ConfigError}. */
export function readConfig({
  source,
  toml,
  overrides = [],
}: {
  source: string;
  toml: string;
  overrides?: readonly string[];
}): Config {
  const table = parseText(source, toml);
  const set = overrides.map((text) => override(table, text));
  const result = v.safeParse(Config, table);
  const mistakes = [
    ...(result.issues ?? []).map(toMistake),
    ...hostMistakes(table),
    ...worldMistakes(table["sandbox"]),
    ...clientMistakes(table),
  ];
  if (result.success && mistakes.length === 0) return result.output;
  throw new ConfigError(tell(mistakes, { source, toml, set }));
}

/** One line for each mistake, in the order of the file. */
function tell(
  mistakes: readonly Mistake[],
  { source, toml, set }: { source: string; toml: string; set: readonly string[] },
): string {
  const lines = locateKeys(toml);
  const unique = new Map(mistakes.map((mistake) => [spell(mistake.path), mistake]));
  return [...unique]
    .map(([key, { path, message }]) => ({ key, message, line: lineOf(path, lines) ?? 0 }))
    .sort((one, other) => one.line - other.line)
    .map(({ key, message, line }) => {
      const place = set.some((given) => given === key || given.startsWith(`${key}.`))
        ? `--set ${key}`
        : line
          ? `${source}:${line}`
          : source;
      return `${place}: ${key} ${message}`;
    })
    .join("\n");
}

async function findFile(
  file: string | undefined,
): Promise<{ source: string; toml: string; isBuiltIn?: boolean }> {
  const source = file ?? "onebot.toml";
  try {
    return { source, toml: decodeText(await Bun.file(source).bytes()) };
  } catch (error) {
    if (error instanceof EncodingError) {
      const reason = error.encoding === "UTF-16" ? files.utf16 : files.notUtf8;
      throw new ConfigError(`${source}:${error.line}: ${say(reason)}`, { cause: error });
    }
    const { code, message } = error as NodeJS.ErrnoException;
    if (file === undefined && code === "ENOENT") {
      return { source: say(builtInSource), toml: builtIn, isBuiltIn: true };
    }
    const remedy = code === "ENOENT" ? say(files.initWrites) : message;
    throw new ConfigError(say(files.cannotRead(source, remedy)));
  }
}

function parseText(source: string, toml: string): Record<string, unknown> {
  try {
    return parseToml(toml);
  } catch (error) {
    const { line, column, message } = error as Error & TomlPlace;
    // The lines that follow show the text around it, which may hold a token.
    const [reason = ""] = message.split("\n");
    const place = line ? `:${line}` : "";
    const sign = foreignSign(toml, { line, column }, whereWrong);
    const told = sign ? files.foreign(sign) : files.wrongToml(reason, column);
    throw new ConfigError(`${source}${place}: ${say(files.restUnread(told))}`, { cause: error });
  }
}

function whereWrong(toml: string): TomlPlace | undefined {
  try {
    parseToml(toml);
    return undefined;
  } catch (error) {
    return error as TomlPlace;
  }
}

/** Puts one `key=value` into the table; the value is TOML where it parses, else text. */
function override(table: Record<string, unknown>, text: string): string {
  const equals = text.indexOf("=");
  if (equals <= 0) throw new ConfigError(say(files.setForm(text)));
  const key = text.slice(0, equals);
  const path = key.split(".");
  const last = path.pop() ?? key;
  let parent = table;
  for (const name of path) {
    parent = (Object.hasOwn(parent, name) ? parent[name] : (parent[name] = {})) as typeof table;
    if (typeof parent !== "object" || parent === null || Array.isArray(parent)) {
      throw new ConfigError(say(files.notTable(key, name)));
    }
  }
  const value = text.slice(equals + 1);
  parent[last] = isText(key.split(".")) ? readText(value) : readValue(value);
  return key;
}

/** Text may stand in quotes, as in the file. */
function readText(text: string): unknown {
  return /^(["']).*\1$/s.test(text) ? readValue(text) : text;
}

function readValue(text: string): unknown {
  try {
    return parseToml(`value = ${text}`)["value"];
  } catch {
    return text;
  }
}

function toMistake(issue: v.BaseIssue<unknown>): Mistake {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  if (issue.type === "strict_object" && issue.expected === "never") {
    return { path, message: suggest(path) };
  }
  if (issue.input === undefined) return { path, message: say(rules.missing) };
  // A mistyped token is as secret as the right one, and addresses may hold one.
  const isSecret = path.some((key) => /token|secret|cookies|url/.test(String(key)));
  if (isSecret) return { path, message: issue.message };
  const { input } = issue;
  const found = typeof input === "number" ? String(input) : JSON.stringify(input);
  return { path, message: say(words.found(issue.message, found)) };
}

function suggest(path: readonly (string | number)[]): string {
  const known = knownKeys(path.slice(0, -1));
  const key = String(path.at(-1));
  const meant = nearest(key, known);
  return meant === undefined
    ? say(words.unknownKeyOf(known))
    : say(words.unknownKey(spell([...path.slice(0, -1), meant])));
}

/** A path as people write it: `sandbox.user[2].id`, counted from 1. */
function spell(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === "number" ? `${text}[${key + 1}]` : text ? `${text}.${key}` : key,
    "",
  );
}

function locateKeys(toml: string): Map<string, number> {
  const lines = new Map<string, number>();
  for (const node of parseTOML(toml).body[0].body) {
    const table = node.type === "TOMLTable" ? node.resolvedKey : [];
    if (node.type === "TOMLTable") lines.set(table.join("."), node.loc.start.line);
    for (const pair of node.type === "TOMLTable" ? node.body : [node]) {
      const keys = pair.key.keys.map((key) => (key.type === "TOMLBare" ? key.name : key.value));
      lines.set([...table, ...keys].join("."), pair.loc.start.line);
    }
  }
  return lines;
}

/** The line of a key, or of the nearest thing around it that has one. */
function lineOf(
  path: readonly (string | number)[],
  lines: Map<string, number>,
): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const line = lines.get(path.slice(0, length).join("."));
    if (line !== undefined) return line;
  }
  return undefined;
}
