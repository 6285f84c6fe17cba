import type { Expression } from "../expression.ts";
/** Which events a client gets. */
import { aboutOf } from "../protocol/about.ts";
import { decodeCq } from "../protocol/cq.ts";
import { nameOf } from "../protocol/event.ts";
import type { NameParts } from "../protocol/event.ts";
import type { Patterns } from "./patterns.ts";
import type { Territory } from "./territory.ts";
import { passes } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

export interface FilterRules {
  readonly events?: Patterns | undefined;
  readonly territory?: Territory | undefined;
  readonly text?: { source: string; matches: Expression } | undefined;
  readonly atMe?: boolean | undefined;
  /** Whether it gets what its accounts say themselves. */
  readonly selfMessages: boolean;
}

/** What is judged of an event, whatever server tells of it. */
export interface Judged extends NameParts {
  readonly post_type: string;
  readonly self_id: number;
  readonly message?: string | readonly Said[];
}

interface Said {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export class Filter {
  /** The same for filters with the same rules. */
  readonly key: string;
  readonly #rules: FilterRules;

  constructor(key: string, rules: FilterRules) {
    this.key = key;
    this.#rules = rules;
  }

  /** The first rule that leaves an event out, or one that names it; lifecycle and heartbeats always pass. */
  judge(event: Judged, name = nameOf(event)): Verdict {
    if (event.post_type === "meta_event") return passes;
    const { events, territory, selfMessages } = this.#rules;
    const isOwn = event.post_type === "message_sent";
    if (isOwn && !selfMessages)
      return { passes: false, key: "self_messages", why: "own", about: name };
    // What a bot asks to hear of itself are messages too.
    const kind = isOwn ? events?.judge(name, asReceived(name)) : events?.judge(name);
    if (kind?.passes === false) return kind;
    const place = territory?.judge(aboutOf(event), event.self_id);
    if (place?.passes === false) return place;
    const said = event.message_type === undefined ? undefined : this.#judgeMessage(event);
    return said ?? kind ?? passes;
  }

  #judgeMessage(event: Judged): Verdict | undefined {
    const { text, atMe } = this.#rules;
    if (!text && !atMe) return undefined;
    const { message = [] } = event;
    const segments = typeof message === "string" ? decodeCq(message) : message;
    if (text && !text.matches(textOf(segments)))
      return {
        passes: false,
        key: "text",
        why: "unmatched",
        entry: text.source,
        about: "its text",
      };
    if (!atMe || event.message_type === "private") return undefined;
    const me = String(event.self_id);
    const isNamed = segments.some(({ type, data }) => type === "at" && data["qq"] === me);
    return isNamed ? undefined : { passes: false, key: "at_me", why: "unnamed", about: me };
  }
}

function asReceived(name: string): string {
  return name.replace(/^message_sent/, "message");
}

/** What is said in words, without blanks around it: a mention in front leaves one. */
function textOf(segments: readonly Said[]): string {
  return segments
    .map(({ type, data: { text } }) => (type === "text" && typeof text === "string" ? text : ""))
    .join("")
    .trim();
}
