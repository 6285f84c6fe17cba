/** How each type of segment is shown. A type that is missing here does not compile. */
import type { ReceivedSegment } from "../../../../protocol/entity.ts";
import type { SegmentType } from "../../../../protocol/segment.ts";
import { say } from "../../../../words/language.ts";
import { card as words } from "../../words/card.ts";
import { Unknown } from "./card.tsx";
import { textOf } from "./data.ts";
import type { SegmentProps } from "./data.ts";
import { File } from "./file.tsx";
import { Forward } from "./forward.tsx";
import { Picture } from "./picture.tsx";
import { Contact, Music, Place, Share } from "./pointer.tsx";
import { Quote } from "./quote.tsx";
import { Dice, Hand } from "./throw.tsx";
import { Video } from "./video.tsx";
import { Voice } from "./voice.tsx";
import { At, Face, Text } from "./words.tsx";
import { JsonCard, XmlCard } from "./written-card.tsx";

/**
 * What stands around it: `words` share a bubble, a `picture` joins them, `voice` has a bubble to itself, a `card` one
 * without padding, and what is `bare` none.
 */
export type Form = "words" | "picture" | "voice" | "card" | "bare";

interface Way {
  readonly form: Form;
  readonly Show: (props: SegmentProps) => React.ReactNode;
}

/** Nothing is known of what it says, but it is there. */
const carried: Way = { form: "words", Show: Carried };

const ways: Readonly<Record<SegmentType, Way>> = {
  text: { form: "words", Show: Text },
  at: { form: "words", Show: At },
  face: { form: "words", Show: Face },
  reply: { form: "words", Show: Quote },
  image: { form: "picture", Show: Picture },
  record: { form: "voice", Show: Voice },
  video: { form: "bare", Show: Video },
  file: { form: "card", Show: File },
  dice: { form: "bare", Show: Dice },
  rps: { form: "bare", Show: Hand },
  poke: { form: "words", Show: Poke },
  shake: { form: "words", Show: Shake },
  anonymous: { form: "words", Show: Anonymous },
  share: { form: "card", Show: Share },
  contact: { form: "card", Show: Contact },
  location: { form: "card", Show: Place },
  music: { form: "card", Show: Music },
  forward: { form: "card", Show: Forward },
  node: { form: "card", Show: Forward },
  xml: { form: "card", Show: XmlCard },
  json: { form: "card", Show: JsonCard },
  basketball: carried,
  bface: carried,
  cardimage: carried,
  flash_file: carried,
  flashtransfer: carried,
  gift: carried,
  hb: carried,
  keyboard: carried,
  lightapp: carried,
  longmsg: carried,
  markdown: carried,
  mface: carried,
  miniapp: carried,
  new_dice: carried,
  new_rps: carried,
  onlinefile: carried,
  redbag: carried,
  sface: carried,
  show: carried,
  tts: carried,
};

/** How a segment is shown; other platforms may have types of which nothing is known here. */
export function wayOf({ type }: ReceivedSegment): Way {
  return Object.hasOwn(ways, type) ? ways[type as SegmentType] : carried;
}

/** What says something in words says it. */
function Carried({ data, segment }: SegmentProps) {
  const line = textOf(data, "summary") || textOf(data, "content") || textOf(data, "text");
  return <Unknown segment={segment} line={line} />;
}

function Poke({ data }: SegmentProps) {
  const name = textOf(data, "name");
  return <Sign line={name ? `${say(words.poke)} · ${name}` : say(words.poke)} />;
}

function Shake() {
  return <Sign line={say(words.shake)} />;
}

function Anonymous() {
  return <Sign line={say(words.anonymous)} />;
}

function Sign({ line }: { line: string }) {
  return <span className="dim">[{line}]</span>;
}
