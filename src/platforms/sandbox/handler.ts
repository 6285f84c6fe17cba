/** How the sandbox's actions are written: a function for each, typed from the tables of actions. */
import type { HandlersOf } from "../../operation.ts";
import { actions as standard } from "../../protocol/action.ts";
import { dialect } from "../../protocol/dialect.ts";

/** What the program and the dispatcher do themselves. */
type Elsewhere = "set_restart" | ".handle_quick_operation";

export const actions: Omit<typeof standard, Elsewhere> & typeof dialect = {
  ...standard,
  ...dialect,
};

/** The functions behind all of them; each file of actions gives some. */
export type Handlers = HandlersOf<typeof actions>;
