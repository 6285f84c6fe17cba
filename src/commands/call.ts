/** `onebot call`: makes one call as any account. */
import { harmless, harmlessJson } from "../harmless.ts";
import { isFields } from "../protocol/scalar.ts";
import type { Fields } from "../protocol/scalar.ts";
import { decodeText } from "../text-file.ts";
import type { EncodingError } from "../text-file.ts";
import { outcomes, params as words, usage } from "../words/command.ts";
import { files } from "../words/config.ts";
import { helps, summaries } from "../words/help.ts";
import { say } from "../words/language.ts";
import type { Told } from "../words/language.ts";
import { Failure, exitCodes } from "./command.ts";
import type { Command } from "./command.ts";
import { ask, connect, connectOptions } from "./connect.ts";
import { isNumber, openDirectory } from "./directory.ts";
import type { Directory } from "./directory.ts";
import { readWords } from "./options.ts";
import { print } from "./standard-output.ts";

const options = {
  ...connectOptions,
  as: { type: "string" },
  json: { type: "boolean" },
} as const;

export const call: Command = {
  summary: summaries.call,
  help: helps.call,

  async run(args) {
    const { values, positionals } = readWords(args, options);
    const [action, ...rest] = positionals;
    if (action === undefined) throw new Failure("wrongUse", usage.noAction);
    const params = await readParams(rest);
    let directory: Promise<Directory> | undefined;
    const look = () => (directory ??= openDirectory(values));
    const account = values.as === undefined ? undefined : await toAccount(values.as, look);
    const numbered = await withNumbers(params, look);
    const socket = await connect("/api", values, account);
    const reply = await ask(socket, action, numbered);
    socket.close(1000);
    if (values.json) print(harmlessJson(JSON.stringify(reply, undefined, 2)));
    if (reply.status === "failed") {
      const { retcode, message } = reply;
      if (!values.json) console.error(harmless(say(outcomes.failed(action, retcode, message))));
      return exitCodes.refused;
    }
    if (!values.json) print(harmlessJson(JSON.stringify(reply.data, undefined, 2)));
    return 0;
  },
};

/** The number of an account that is given by number or name; `look` is asked for a name only. */
export async function toAccount(given: string, look: () => Promise<Directory>): Promise<number> {
  return isNumber(given) ? Number(given) : (await look()).person(given);
}

/** The params that words on the command line mean. Throws {@link Failure} where they mean none. */
async function readParams(given: readonly string[]): Promise<Fields> {
  const [first, ...others] = given;
  // A shell that takes no single quotes, or all of the others, leaves JSON in pieces.
  if (first !== undefined && /^'?[{[]/.test(first)) return parseWord(given.join(" "));
  if (first !== undefined && others.length === 0) {
    if (first === "-") return readObject(say(words.standardInput), await Bun.stdin.bytes());
    if (first.startsWith("@")) return readObject(first.slice(1), await readFile(first.slice(1)));
  }
  const pairs = given.map(async (word): Promise<[string, unknown]> => {
    const equals = word.indexOf("=");
    if (equals <= 0) throw new Failure("wrongUse", words.notPairs(word));
    return [word.slice(0, equals), await readValue(word.slice(equals + 1))];
  });
  return Object.fromEntries(await Promise.all(pairs));
}

function parseWord(text: string): Fields {
  return parse(text, (reason) => words.badJson(text, reason));
}

function readObject(source: string, bytes: Uint8Array): Fields {
  return parse(decode(source, bytes), (reason) => words.badJsonFrom(source, reason));
}

function decode(source: string, bytes: Uint8Array): string {
  try {
    return decodeText(bytes);
  } catch (error) {
    const { encoding, line } = error as EncodingError;
    const reason = say(encoding === "UTF-16" ? files.utf16 : files.notUtf8);
    throw new Failure("wrongUse", words.badJsonFrom(`${source}:${line}`, reason));
  }
}

/** The JSON object that a text is; `tell` says what is wrong with any other. */
function parse(text: string, tell: (reason: string) => Told): Fields {
  let reason: string;
  try {
    const value: unknown = JSON.parse(text);
    if (isFields(value)) return value;
    reason = typeof value;
  } catch (error) {
    reason = (error as Error).message;
  }
  throw new Failure("wrongUse", tell(reason));
}

async function readValue(text: string): Promise<unknown> {
  if (text.startsWith("@")) {
    const file = text.slice(1);
    const bytes = await readFile(file);
    // A world that was exported goes in again as it came out.
    if (file.endsWith(".json")) return decode(file, bytes);
    return `base64://${bytes.toBase64()}`;
  }
  try {
    const value: unknown = JSON.parse(text);
    // 1.0, or an id of 20 digits, would change.
    return typeof value === "number" && String(value) !== text ? text : value;
  } catch {
    return text;
  }
}

async function readFile(file: string): Promise<Uint8Array> {
  try {
    return await Bun.file(file).bytes();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? say(words.noSuchFile) : message;
    throw new Failure("wrongUse", words.noFile(file, reason));
  }
}

const personKeys = new Set(["user_id", "target_id", "operator_id", "friend_id", "owner"]);
const peopleKeys = new Set(["admins", "members"]);
const mention = /(\[CQ:(?:at|poke),(?:[^\]]*,)?qq=)([^,\]]+)/g;

/** The params with numbers where people and groups were named. */
async function withNumbers(params: Fields, look: () => Promise<Directory>): Promise<Fields> {
  const named = Object.entries(params).filter(([key, value]) => hasName(key, value));
  if (named.length === 0) return params;
  const directory = await look();
  const numbered = named.map(([key, value]) => [key, toNumbers(key, value, directory)]);
  return { ...params, ...Object.fromEntries(numbered) } as Fields;
}

function hasName(key: string, value: unknown): boolean {
  if (Array.isArray(value)) return peopleKeys.has(key) && value.some((each) => isName(each));
  if (key === "message" && typeof value === "string")
    return [...value.matchAll(mention)].some(([, , who = ""]) => isName(who));
  return (personKeys.has(key) || key === "group_id") && isName(value);
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value !== "all" && !isNumber(value);
}

function toNumbers(key: string, value: unknown, directory: Directory): unknown {
  const toNumber = (each: unknown) => (isName(each) ? directory.person(each) : each);
  if (Array.isArray(value)) return value.map(toNumber);
  if (key === "group_id") return directory.group(String(value));
  if (key !== "message") return toNumber(value);
  return String(value).replace(
    mention,
    (_, before: string, who: string) => `${before}${String(toNumber(who))}`,
  );
}
