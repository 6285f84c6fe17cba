/** Message segments: what each type carries when a bot sends it and when a bot receives it (message/segment). */
import * as v from "valibot";

import { decodeCq } from "./cq.ts";
import {
  Flag,
  Id,
  Mention,
  Text,
  fields,
  isFields,
  lenient,
  oneOf,
  wholeNumber,
} from "./scalar.ts";

const optional = v.exactOptional(Text);
const fetching = { cache: v.exactOptional(Flag), proxy: v.exactOptional(Flag), timeout: optional };
const link = { url: Text, title: Text, content: optional, image: optional };

const sent = {
  text: fields({ text: Text }),
  face: fields({ id: Text }),
  image: fields({ file: Text, type: optional, ...fetching }),
  record: fields({ file: Text, magic: v.exactOptional(Flag), ...fetching }),
  video: fields({ file: Text, ...fetching }),
  at: fields({ qq: Mention }),
  rps: fields({}),
  dice: fields({}),
  shake: fields({}),
  poke: fields({ type: Text, id: Text }),
  anonymous: fields({ ignore: v.exactOptional(Flag) }),
  share: fields(link),
  contact: fields({ type: oneOf("qq", "group"), id: Text }),
  location: fields({ lat: Text, lon: Text, title: optional, content: optional }),
  music: v.lazy((input) => (isFields(input) && input["type"] === "custom" ? CustomMusic : Music)),
  reply: fields({ id: Text }),
  forward: fields({ id: Text }),
  node: v.lazy((input) => (isFields(input) && input["id"] != null ? NodeById : CustomNode)),
  xml: fields({ data: Text }),
  json: fields({ data: Text }),
};

const Music = fields({ type: oneOf("qq", "163", "xm"), id: Text });
const CustomMusic = fields({
  type: oneOf("custom"),
  audio: Text,
  ...link,
});

const NodeById = fields({ id: Text });

/** A forward node made up by the bot; `name` and `uin` are common dialect for `nickname` and `user_id`. */
const CustomNode: v.GenericSchema<unknown, CustomNode> = fields(
  {
    user_id: v.exactOptional(Id),
    nickname: v.optional(Text, ""),
    content: v.lazy(() => Message),
    time: v.exactOptional(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
  },
  { user_id: "uin", nickname: "name" },
);
interface CustomNode {
  /** Whoever forwards it, where absent. */
  user_id?: number;
  nickname: string;
  content: Segment[];
  /** In seconds; now, where absent. */
  time?: number;
}

type Sent = typeof sent;
export type SegmentType = keyof Sent;

/** A segment as a bot sends it, after reading. */
export type Segment<Type extends SegmentType = SegmentType> = {
  [T in Type]: {
    type: T;
    data: T extends "node" ? v.InferOutput<typeof NodeById> | CustomNode : v.InferOutput<Sent[T]>;
  };
}[Type];

/** One segment as bots send it. An unknown type is an error that names it. */
export const Segment: v.GenericSchema<unknown, Segment> = v.lazy((input) => {
  const type = isFields(input) ? input["type"] : undefined;
  return (typeof type === "string" && segmentSchemas.get(type)) || Unknown;
});

const segmentSchemas = new Map(
  Object.entries(sent).map(([type, data]) => [
    type,
    v.object({ type: v.literal(type), data: v.nullish(data, {}) }) as unknown as v.GenericSchema<
      unknown,
      Segment
    >,
  ]),
);

const Unknown = v.pipe(
  v.unknown(),
  v.rawTransform<unknown, Segment>(({ dataset, addIssue, NEVER }) => {
    const { value } = dataset;
    addIssue({
      message: isFields(value)
        ? `unknown segment type ${JSON.stringify(value["type"])}`
        : 'must be a segment {"type", "data"}',
    });
    return NEVER;
  }),
);

/** A message as bots send it: a string with CQ codes, an array of segments, or one segment. Never empty. */
export const Message: v.GenericSchema<unknown, Segment[]> = v.pipe(
  v.unknown(),
  v.check(
    (value) => typeof value !== "string" || !deeplyNested.test(value),
    "is nested deeper than 16 levels",
  ),
  lenient("must be a CQ string, an array of segments or one segment", (value) => {
    if (typeof value === "number" || typeof value === "boolean") return decodeCq(String(value));
    if (typeof value === "string") return decodeCq(value);
    if (Array.isArray(value)) return value as unknown[];
    return isFields(value) ? [value] : undefined;
  }),
  v.array(Segment),
  v.transform((segments) =>
    segments.filter(({ type, data }) => type !== "text" || data.text !== ""),
  ),
  v.minLength(1, "is empty: a message needs at least one segment"),
);

// Each level within is escaped once more, and read again: many levels would take minutes.
const deeplyNested = /&(?:amp;){15,}#91;CQ:node/;

/** Fields of which one is a message: where `auto_escape` is set, a string under that key is plain text. */
export function withAutoEscape<Fields extends v.GenericSchema<unknown, unknown>>(
  key: string,
  schema: Fields,
) {
  return v.pipe(
    v.unknown(),
    v.transform((input) => {
      if (!isFields(input) || input["auto_escape"] == null) return input;
      const text = input[key];
      return typeof text === "string" && v.is(Escaping, input)
        ? { ...input, [key]: { type: "text", data: { text } } }
        : input;
    }),
    schema,
  );
}
const Escaping = v.object({ auto_escape: v.pipe(Flag, v.literal(true)) });
