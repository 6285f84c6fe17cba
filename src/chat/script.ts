/** A conversation as a value: what a `.chat` file says, statement by statement. */

/** Some scenes, and what is said before the first of them: it begins each. */
export interface Script {
  readonly head: readonly Step[];
  readonly scenes: readonly Scene[];
}

export interface Scene {
  readonly title: string;
  readonly line: number;
  readonly steps: readonly Step[];
}

/** A statement, and the line it begins on, counted from 1. */
export interface Step {
  readonly line: number;
  readonly statement: Statement;
}

/** A person or a group, as it is called: by name, by the start of one, or by number. */
export type Ref = string;

/** The name that a message, a request or an event is referred to by. */
export type Label = string;

/** A message as a string with CQ codes, or a regular expression that is found in it. */
export type Content = { readonly text: string } | { readonly pattern: string };

/** One of the params of a call, or of the fields of an event. */
export type Param =
  | { readonly key: string; readonly value: unknown }
  | { readonly key: string; readonly pattern: string };

/** Where the clock goes: to a time of a day, a date, or so many seconds on; or whether it runs. */
export type Clock =
  | { readonly time: string; readonly day?: "today" | "tomorrow" | (string & {}) }
  | { readonly seconds: number }
  | { readonly runs: boolean };

interface By {
  readonly who: Ref;
}
interface Labelled {
  readonly label?: Label;
}

export type Say = By &
  Labelled & {
    readonly is: "say";
    /** Undefined where it is said where the scene is. */
    readonly to?: { readonly person: Ref } | { readonly group: Ref };
    readonly replyTo?: Label;
    readonly content: Content;
  };
export type Calls = By &
  Labelled & {
    readonly is: "calls";
    readonly action: string;
    readonly params: readonly Param[];
  };
export type Gets = By &
  Labelled & {
    readonly is: "gets";
    /** A glob of event names, like `notice.group_ban.*`. */
    readonly event: string;
    readonly params: readonly Param[];
  };
export type Nothing = By & {
  readonly is: "nothing";
  readonly of: "says" | "calls" | "gets";
  readonly ms: number;
};
export type Recalls = By & { readonly is: "recalls"; readonly of: Label };
export type Pokes = By & { readonly is: "pokes"; readonly whom: Ref };
export type Asks = By &
  Labelled &
  (
    | { readonly is: "asks-to-join"; readonly group: Ref; readonly comment: string }
    | { readonly is: "asks-to-befriend"; readonly whom: Ref; readonly comment: string }
    | {
        readonly is: "invites";
        readonly whom: Ref;
        readonly group: Ref;
        readonly comment: string;
      }
  );
export type Decides = By & {
  readonly is: "accepts" | "refuses";
  readonly of: Label;
  readonly reason: string;
};

/** What somebody does: a person's is done, a bot's is expected. */
export type Deed = Say | Calls | Recalls | Pokes | Asks | Decides;

/** What is expected, whoever it is of. */
export type Hope = Gets | Nothing;

export type Direction =
  | { readonly is: "remark"; readonly text: string }
  | { readonly is: "in"; readonly group: Ref }
  | { readonly is: "bot"; readonly who: Ref }
  | {
      readonly is: "new-person" | "new-group";
      readonly name: string;
      readonly id?: number;
      readonly params: readonly Param[];
    }
  /** Minutes that the zone is ahead of UTC. */
  | { readonly is: "zone"; readonly minutes: number }
  | { readonly is: "within"; readonly ms: number }
  | { readonly is: "wait"; readonly ms: number }
  | { readonly is: "clock"; readonly clock: Clock }
  /** Without params all faults are taken back. */
  | { readonly is: "fault"; readonly params: readonly Param[] }
  | { readonly is: "any-order" }
  /** How the deed before it ends. */
  | { readonly is: "refused"; readonly content: Content };

export type Statement = Deed | Hope | Direction;

/** Whether a statement is what somebody does. */
export function isDeed(statement: Statement): statement is Deed {
  return "who" in statement && !isHope(statement) && statement.is !== "bot";
}

export function isHope(statement: Statement): statement is Hope {
  return statement.is === "gets" || statement.is === "nothing";
}
