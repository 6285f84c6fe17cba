/** The params of a call, from the words of a command line, a file or standard input. */
import { isFields } from "../protocol/scalar.ts";
import type { Fields } from "../protocol/scalar.ts";
import { decodeText } from "../text-file.ts";
import type { EncodingError } from "../text-file.ts";
import { params as words } from "../words/command.ts";
import { files } from "../words/config.ts";
import { say } from "../words/language.ts";
import type { Told } from "../words/language.ts";
import { Failure } from "./command.ts";

/** Reads the params that words mean. Rejects with a {@link Failure} where they mean none. */
export async function readParams(given: readonly string[]): Promise<Fields> {
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
    const key = word.slice(0, equals);
    return [key, await readValue(key, word.slice(equals + 1))];
  });
  return Object.fromEntries(await Promise.all(pairs));
}

function parseWord(text: string): Fields {
  return parse(text, (reason) => words.badJson(text, reason));
}

function readObject(source: string, bytes: Uint8Array): Fields {
  return parse(decode(source, bytes), (reason) => words.badJsonFrom(source, reason));
}

function decode(source: string, bytes: Uint8Array, tell = words.badJsonFrom): string {
  try {
    return decodeText(bytes);
  } catch (error) {
    const { encoding, line } = error as EncodingError;
    const reason = say(encoding === "UTF-16" ? files.utf16 : files.notUtf8);
    throw new Failure("wrongUse", tell(`${source}:${line}`, reason));
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

async function readValue(key: string, text: string): Promise<unknown> {
  if (text.startsWith("@")) {
    const file = text.slice(1);
    const bytes = await readFile(file);
    if (key === "message") return toMessage(file, bytes);
    // A world that was exported goes in again as it came out.
    if (file.endsWith(".json")) return decode(file, bytes);
    return toBase64(bytes);
  }
  try {
    const value: unknown = JSON.parse(text);
    // 1.0, or an id of 20 digits, would change.
    return typeof value === "number" && String(value) !== text ? text : value;
  } catch {
    return text;
  }
}

const segmentTypes: Partial<Record<string, string>> = {
  image: "image",
  audio: "record",
  video: "video",
};

/** What a file says in a message: a picture, a sound or a video shows itself, and a text is said. */
async function toMessage(file: string, bytes: Uint8Array): Promise<unknown> {
  // From source its library takes longer to load than most calls.
  const { fileTypeFromBuffer } = await import("file-type");
  const mime = (await fileTypeFromBuffer(bytes))?.mime ?? "text/plain";
  const [kind = ""] = mime.split("/");
  const type = segmentTypes[kind];
  if (type !== undefined) return [{ type, data: { file: toBase64(bytes) } }];
  if (kind === "text" || /json|xml/.test(mime)) return decode(file, bytes, words.noText);
  throw new Failure("wrongUse", words.noMessage(file, mime));
}

function toBase64(bytes: Uint8Array): string {
  return `base64://${bytes.toBase64()}`;
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
