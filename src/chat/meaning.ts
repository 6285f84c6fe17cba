import { decodeCq } from "../protocol/cq.ts";
/** What a script means in the world it is played in: numbers for names, values for variables, bytes for files. */
import type { ReceivedSegment } from "../protocol/entity.ts";
import { isFields } from "../protocol/scalar.ts";
import type { Fields } from "../protocol/scalar.ts";
import type { Cast } from "./cast.ts";
import type { Param } from "./script.ts";

/** A file beside the script. */
export interface Beside {
  readonly bytes: Uint8Array;
  /** The SHA-256 of its bytes: what the server calls it, but for its ending. */
  readonly hash: string;
}

/** The file of a name beside the script; undefined where there is none. */
export type FindFile = (name: string) => Promise<Beside | undefined>;

const people: ReadonlySet<string> = new Set([
  "user_id",
  "target_id",
  "operator_id",
  "friend_id",
  "sender_id",
  "account",
  "owner",
  "admins",
  "members",
  "friends",
  "self_id",
]);
const messages: ReadonlySet<string> = new Set(["message", "raw_message"]);
const variable = /\{([\p{L}\p{N}_-]+)\}/gu;

export class Meaning {
  readonly cast: Cast;
  readonly #find: FindFile;
  /** What labels refer to, and what patterns have captured. */
  readonly variables = new Map<string, string>();
  /** Of requests that labels refer to, whether they are for a friend or a group. */
  readonly kinds = new Map<string, "friend" | "group">();

  constructor(cast: Cast, find: FindFile) {
    this.cast = cast;
    this.#find = find;
  }

  /** A text with the values of the variables that are known in it. */
  fill(text: string): string {
    return text.replace(variable, (whole, name: string) => this.variables.get(name) ?? whole);
  }

  /** A message as segments; `isDone` where it is to be sent, and files are to be with it. */
  async message(text: string, isDone: boolean): Promise<ReceivedSegment[]> {
    const segments = decodeCq(this.fill(text)).map(({ type, data }) =>
      this.#segment(type, data, isDone),
    );
    return Promise.all(segments);
  }

  /** Params, or fields of an event, that must be just so; patterns are left out. */
  async values(params: readonly Param[], isDone: boolean): Promise<Fields> {
    const entries = params.flatMap((param) => ("value" in param ? [param] : []));
    const values = entries.map(async ({ key, value }): Promise<[string, unknown]> => [
      key,
      await this.#value(key, value, isDone),
    ]);
    return Object.fromEntries(await Promise.all(values));
  }

  async #value(key: string, value: unknown, isDone: boolean): Promise<unknown> {
    if (Array.isArray(value))
      return Promise.all(value.map((each) => this.#value(key, each, isDone)));
    if (isFields(value)) {
      const entries = Object.entries(value).map(
        async ([inner, each]): Promise<[string, unknown]> => [
          inner,
          await this.#value(inner, each, isDone),
        ],
      );
      return Object.fromEntries(await Promise.all(entries));
    }
    if (typeof value !== "string") return value;
    const text = this.fill(value);
    if (people.has(key) && text !== "" && text !== "all") return this.cast.person(text);
    if (key === "group_id" && text !== "") return this.cast.group(text);
    if (messages.has(key)) return this.message(value, isDone);
    return text.startsWith("@") ? this.#file(text.slice(1), text) : text;
  }

  async #segment(
    type: string,
    data: Readonly<Record<string, string>>,
    isDone: boolean,
  ): Promise<ReceivedSegment> {
    const { qq, id, file } = data;
    const known = { ...data };
    if ((type === "at" || type === "poke") && qq !== undefined && qq !== "all" && !/^\d+$/.test(qq))
      known["qq"] = String(this.cast.person(qq));
    if (type === "reply" && id !== undefined) known["id"] = this.variables.get(id) ?? id;
    if (file !== undefined)
      known["file"] = await (isDone ? this.#file(file, file) : this.#name(file));
    return { type, data: known };
  }

  /** The bytes of a file beside the script, as the server takes them. */
  async #file(name: string, other: string): Promise<string> {
    const found = await this.#find(name);
    return found ? `base64://${found.bytes.toBase64()}` : other;
  }

  async #name(file: string): Promise<string> {
    return (await this.#find(file))?.hash ?? file;
  }
}
