/** What is expected, held against what was seen. */
import type { ReceivedSegment } from "../protocol/entity.ts";
import type { Fields } from "../protocol/scalar.ts";
import { placeOf, replySegment, toWanted } from "./deed.ts";
import type { Where } from "./deed.ts";
import { findInMessage, isMessage, matchFields } from "./match.ts";
import type { Captured } from "./match.ts";
import type { Meaning } from "./meaning.ts";
import { nameOfEvent } from "./retell.ts";
import type { Deed, Gets, Param, Step } from "./script.ts";
import type { Said, Sighting } from "./sight.ts";
import { written } from "./written.ts";

/** One thing that is expected. */
export interface Hope {
  readonly step: Step;
  readonly label?: string | undefined;
  /** The order in which it must come: what is told to somebody is no later and no earlier than a call. */
  readonly line: "done" | "told";
  /** Whether a sighting is of what could be meant: the first such must be it, where `isStrict`. */
  concerns(sighting: Sighting): boolean;
  readonly isStrict: boolean;
  /** What it captures where it is met; undefined where it is not. */
  meet(sighting: Sighting): Captured | undefined;
}

const nothing: Captured = new Map();

/** What a bot is expected to do, or somebody to get. */
export async function toHope(
  step: Step,
  deed: Deed | Gets,
  { meaning, where }: { meaning: Meaning; where: Where },
): Promise<Hope | undefined> {
  const who = meaning.cast.person(deed.who);
  const base = { step, label: "label" in deed ? deed.label : undefined };
  if (deed.is === "gets")
    return {
      ...base,
      ...(await hopeTold({ who, event: deed.event, params: deed.params }, meaning)),
    };
  const wanted = toWanted(deed, meaning);
  switch (wanted.is) {
    case "said": {
      const place = placeOf(wanted.say, { cast: meaning.cast, where });
      if (!place) return undefined;
      const { content, replyTo } = wanted.say;
      const start = replyTo === undefined ? [] : [replySegment(meaning, replyTo)];
      const text = "text" in content ? await meaning.message(content.text, false) : undefined;
      return {
        ...base,
        line: "done",
        isStrict: true,
        concerns: ({ said }) => said?.who === who && isSamePlace(said.where, place),
        meet: ({ said }) => {
          if (!said) return undefined;
          if (text) return isMessage([...start, ...text], said.segments) ? nothing : undefined;
          const rest = withoutStart(said.segments, start);
          return rest && "pattern" in content ? findInMessage(content.pattern, rest) : undefined;
        },
      };
    }
    case "called":
      return { ...base, ...(await hopeCalled({ who, ...wanted }, meaning)) };
    case "told":
      return { ...base, ...(await hopeTold(wanted, meaning)) };
    default:
      return wanted satisfies never;
  }
}

type Core = Omit<Hope, "step" | "label">;

async function hopeCalled(
  { who, action, params }: { who: number; action: string; params: readonly Param[] },
  meaning: Meaning,
): Promise<Core> {
  const values = await meaning.values(params, false);
  const isAction = toGlob(action);
  return {
    line: "done",
    isStrict: false,
    concerns: ({ account, call }) => account === who && call !== undefined && isAction(call.action),
    meet: ({ call }) => (call ? matchFields({ values, params }, call.params) : undefined),
  };
}

/** `who` is undefined where anybody may be told. */
async function hopeTold(
  { who, event, params }: { who?: number; event: string; params: readonly Param[] },
  meaning: Meaning,
): Promise<Core> {
  const values = await meaning.values(params, false);
  const isName = toGlob(event);
  return {
    line: "told",
    isStrict: false,
    concerns: ({ account, event: told }) =>
      told !== undefined && (who === undefined || account === who) && isName(nameOfEvent(told)),
    meet: ({ event: told }) => (told ? matchFields({ values, params }, told) : undefined),
  };
}

/** What a label refers to: a message by its id, a request by its flag, else the number that was given. */
export function referenceOf({ said, call, event }: Sighting): string | undefined {
  if (said) return String(said.id);
  const data = call?.reply?.["data"];
  const fields: Fields =
    event ?? (typeof data === "object" && data !== null ? (data as Fields) : {});
  const found = ["message_id", "flag", "group_id", "user_id", "id"].find(
    (key) => fields[key] !== undefined,
  );
  return found === undefined ? undefined : written(fields[found]);
}

function isSamePlace(one: Said["where"], other: Said["where"]): boolean {
  if ("group" in one) return "group" in other && one.group === other.group;
  return "person" in other && one.person === other.person;
}

function withoutStart(
  segments: readonly ReceivedSegment[],
  start: readonly ReceivedSegment[],
): readonly ReceivedSegment[] | undefined {
  if (start.length === 0) return segments;
  return isMessage(start, segments.slice(0, start.length))
    ? segments.slice(start.length)
    : undefined;
}

/** Whether a name is one that a glob of `*` and `?` means. */
function toGlob(glob: string): (name: string) => boolean {
  const source = glob
    .split(/([*?])/)
    .map((part) => (part === "*" ? ".*" : part === "?" ? "." : part.replaceAll(/[^\w]/g, "\\$&")));
  const form = new RegExp(`^${source.join("")}$`);
  return (name) => form.test(name);
}
