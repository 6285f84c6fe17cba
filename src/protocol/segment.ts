/** Message segments: what each type carries when a bot sends it and when a bot receives it (message/segment). */
import * as v from "valibot";

import { decodeCq } from "./cq.ts";
import { carrying, fields } from "./fields.ts";
import { parseJsonText } from "./json-text.ts";
import { didYouMean } from "./nearest.ts";
import {
  Carried,
  Flag,
  Id,
  Mention,
  Name,
  Source,
  Text,
  fail,
  isFields,
  lenient,
  oneOf,
  toFields,
  wholeNumber,
} from "./scalar.ts";

const optional = v.exactOptional(Text);
const fetching = { cache: v.exactOptional(Flag), proxy: v.exactOptional(Flag), timeout: optional };
const link = { url: Text, title: Text, content: optional, image: optional };
const byUrl = { file: "url" } as const;

const sent = {
  text: fields({ text: Text }),
  face: carrying({ id: Text }),
  image: carrying({ file: Source, type: optional, ...fetching }, byUrl),
  record: carrying({ file: Source, magic: v.exactOptional(Flag), ...fetching }, byUrl),
  video: carrying({ file: Source, ...fetching }, byUrl),
  file: carrying({ file: Source, name: v.exactOptional(Name), ...fetching }, byUrl),
  at: carrying({ qq: Mention }),
  rps: carrying({}),
  dice: carrying({}),
  shake: carrying({}),
  poke: v.lazy((input) => (isFields(input) && input["qq"] ? RealPoke : Poke)),
  anonymous: carrying({ ignore: v.exactOptional(Flag) }),
  share: carrying(link),
  contact: carrying({ type: oneOf("qq", "group"), id: Text }),
  location: carrying({ lat: Text, lon: Text, title: optional, content: optional }),
  music: v.lazy((input) => (isFields(input) && input["type"] === "custom" ? CustomMusic : Music)),
  reply: carrying({ id: Text }),
  forward: carrying({ id: Text }),
  node: v.lazy((input) => (isFields(input) && input["id"] ? NodeById : CustomNode)),
  xml: carrying({ data: Text }),
  json: carrying({ data: Carried }),
};

const Poke = carrying({ type: Text, id: Text });
/** How go-cqhttp pokes: not a picture of a poke, but somebody. */
const RealPoke = carrying({ qq: Id });

const Music = carrying({ type: oneOf("qq", "163", "xm", "kugou", "migu", "kuwo"), id: Text });
const CustomMusic = carrying({ type: oneOf("custom"), audio: Text, ...link });

const NodeById = fields({ id: Text });

/** What is shown of a forwarded conversation before it is opened: `news` is the JSON text of [{text}]. */
export const cardEntries = {
  news: v.exactOptional(Carried),
  prompt: v.exactOptional(Carried),
  summary: v.exactOptional(Carried),
  source: v.exactOptional(Carried),
};

/** A forward node made up by the bot; `name` and `uin` are common dialect for `nickname` and `user_id`. */
const CustomNode: v.GenericSchema<unknown, CustomNode> = fields(
  {
    user_id: v.exactOptional(Id),
    nickname: v.optional(Name, ""),
    content: v.lazy(() => Message),
    time: v.exactOptional(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
    ...cardEntries,
  },
  { user_id: "uin", nickname: "name" },
);
export const Card = fields(cardEntries);
export type Card = v.InferOutput<typeof Card>;

interface CustomNode extends Card {
  /** Whoever forwards it, where absent. */
  user_id?: number;
  nickname: string;
  content: Segment[];
  /** In seconds; now, where absent. */
  time?: number;
}

/** Types of other servers, of which only this is known: they come out as they went in. */
const carriedTypes = [
  "basketball",
  "bface",
  "cardimage",
  "flash_file",
  "flashtransfer",
  "gift",
  "hb",
  "keyboard",
  "lightapp",
  "longmsg",
  "markdown",
  "mface",
  "miniapp",
  "new_dice",
  "new_rps",
  "onlinefile",
  "redbag",
  "sface",
  "show",
  "tts",
] as const;
type CarriedType = (typeof carriedTypes)[number];

type Sent = typeof sent;
type KnownType = keyof Sent;
export type SegmentType = KnownType | CarriedType;

/** A segment as a bot sends it, after reading; what is carried along is in `data` too. */
export type Segment<Type extends SegmentType = SegmentType> = {
  [T in Type]: {
    type: T;
    data: T extends "node"
      ? v.InferOutput<typeof NodeById> | CustomNode
      : T extends KnownType
        ? v.InferOutput<Sent[T]>
        : object;
  };
}[Type];

/** One segment as bots send it. An unknown type is an error that names it, and the one that may be meant. */
export const Segment: v.GenericSchema<unknown, Segment> = v.lazy((input) => {
  const type = isFields(input) ? input["type"] : undefined;
  return (typeof type === "string" && segmentSchemas.get(type)) || Unknown;
});

const segmentSchemas = new Map(
  [...Object.entries(sent), ...carriedTypes.map((type) => [type, carrying({})] as const)].map(
    ([type, data]) => [
      type,
      v.object({
        type: v.literal(type),
        data: v.nullish(data, {}),
      }) as unknown as v.GenericSchema<unknown, Segment>,
    ],
  ),
);

const carried: ReadonlySet<string> = new Set(carriedTypes);

/** Whether nothing is known of a segment but its type. */
export function isCarried(segment: Segment): segment is Segment<CarriedType> {
  return carried.has(segment.type);
}

const Unknown = v.pipe(
  v.unknown(),
  v.rawTransform<unknown, Segment>(({ dataset, addIssue, NEVER }) => {
    const { value } = dataset;
    addIssue({
      message: isFields(value) ? nameUnknown(value["type"]) : 'must be a segment {"type", "data"}',
    });
    return NEVER;
  }),
);

const maxTypeName = 40;

function nameUnknown(type: unknown): string {
  if (typeof type !== "string" || type.length > maxTypeName)
    return `unknown segment type ${JSON.stringify(type)?.slice(0, 80)}`;
  const hint = didYouMean(type, [...segmentSchemas.keys()]);
  return `unknown segment type ${JSON.stringify(type)}${hint}`;
}

/** What one message may hold in all, nodes within nodes included; text is in characters, files are not counted. */
const limits = { segments: 10_000, params: 100_000, text: 1_000_000 };

/** What was read of a message so far: handed on to the messages within it. */
interface Reading extends v.Config<v.BaseIssue<unknown>> {
  held?: { segments: number; text: number };
}

const Segments = v.array(Segment);

/** A message as bots send it: a string with CQ codes, an array of segments, or one segment. Never empty. */
export const Message = v._standardSchema<MessageSchema>({
  kind: "schema",
  type: "message",
  reference: lenient,
  expects: "message",
  async: false,
  takesEmpty: true,
  "~run"({ value: input }, config: Reading) {
    const listed = toList(input);
    if (typeof listed === "string") return fail(input, listed);
    const held = config.held ?? { segments: 0, text: 0 };
    held.segments += listed.length;
    if (held.segments > limits.segments) return fail(input, tooMany);
    const reading: Reading = { ...config, held };
    const read = Segments["~run"]({ value: listed }, reading);
    if (!read.typed || read.issues) return read;
    held.text += read.value.reduce((sum, segment) => sum + lengthOf(segment), 0);
    if (held.text > limits.text) return fail(input, tooLong);
    const value = read.value.filter(({ type, data }) => type !== "text" || data.text !== "");
    return value.length > 0
      ? { typed: true, value }
      : fail(input, "is empty: a message needs at least one segment");
  },
});
interface MessageSchema extends v.BaseSchema<unknown, Segment[], v.BaseIssue<unknown>> {
  readonly takesEmpty: boolean;
}

/** Forward nodes: a message, which may also be the JSON text of its segments. */
export const Nodes: v.GenericSchema<unknown, Segment[]> = v.pipe(
  v.unknown(),
  v.transform((input) => (typeof input === "string" ? parseJsonText(input) : undefined) ?? input),
  Message,
);

const tooMany = `holds more than ${limits.segments} segments`;
const tooLong = `holds more than ${limits.text} characters of text`;
const tooRich = `holds more than ${limits.params} parameters`;

/** The segments of a message, not yet read; a sentence where it is no message or too long a one. */
function toList(input: unknown): unknown[] | string {
  if (Array.isArray(input)) return input;
  if (isFields(input)) return [input];
  if (typeof input === "number" || typeof input === "boolean") return decodeCq(String(input));
  if (typeof input !== "string") return "must be a CQ string, an array of segments or one segment";
  if (deeplyNested.test(input)) return "is nested deeper than 16 levels";
  try {
    return decodeCq(input, limits);
  } catch (error) {
    const { message } = error as RangeError;
    return { segments: tooMany, params: tooRich, text: tooLong }[message] ?? message;
  }
}

/** The characters of a segment's texts; a file's are none, and messages within count for themselves. */
function lengthOf({ type, data }: Segment): number {
  if (type === "text") return data.text.length;
  return Object.entries(data).reduce(
    (sum, [key, value]) =>
      typeof value === "string" && key !== "file" ? sum + key.length + value.length : sum,
    0,
  );
}

// Each level within is escaped once more, and read again: many levels would take minutes.
const deeplyNested = /&(?:amp;){15,}#91;CQ:node/;

/** Fields of which one is a message: where `auto_escape` is set, a string under that key is plain text. */
export function withAutoEscape<Schema extends v.GenericSchema<unknown, unknown>>(
  key: string,
  schema: Schema,
) {
  return v.pipe(
    v.unknown(),
    v.transform((input) => {
      const known = toFields(input);
      const text = known?.[key];
      return typeof text === "string" && v.is(Escaping, known)
        ? { ...known, [key]: { type: "text", data: { text } } }
        : input;
    }),
    schema,
  );
}
const Escaping = v.object({ auto_escape: v.pipe(Flag, v.literal(true)) });
