/** How the sandbox's actions are written: a function for each, typed from the table of actions. */
import type * as v from "valibot";

import type { Caller, Operation } from "../../platform.ts";
import { actions } from "../../protocol/action.ts";

type Actions = typeof actions;
export type ActionName = keyof Actions;
type Result<Name extends ActionName> = v.InferOutput<Actions[Name]["result"]>;
type Outcome<Value> = null extends Value ? Value | void : Value;

/** The params of an action, after reading. */
export type Params<Name extends ActionName> = v.InferOutput<Actions[Name]["params"]>;

/** A function for each of some actions: one that is missing or gives the wrong shape does not compile. */
export type Handlers<Name extends ActionName> = {
  [Action in Name]: (
    params: Params<Action>,
    caller: Caller,
  ) => Outcome<Result<Action>> | Promise<Outcome<Result<Action>>>;
};

/** Pairs functions with their actions' schemas. */
export function toOperations(handlers: Partial<Handlers<ActionName>>): Map<string, Operation> {
  return new Map(
    Object.entries(handlers).map(([name, run]) => [
      name,
      // The dispatcher has read params with the schema beside it.
      { ...actions[name as ActionName], run: run as Operation["run"] },
    ]),
  );
}
