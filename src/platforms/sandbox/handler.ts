/** How the sandbox's actions are written: a function for each, typed from the table of actions. */
import type * as v from "valibot";

import type { Caller, Operation } from "../../platform.ts";
import { actions } from "../../protocol/action.ts";
import type { ActionSchema } from "../../protocol/action.ts";
import { dialect } from "../../protocol/dialect.ts";

const table = { ...actions, ...dialect };
type Table = typeof table;
type ActionName = keyof Table;

/** What an action gives; one whose data is null may give nothing at all. */
type Outcome<Schema extends ActionSchema> =
  null extends v.InferOutput<Schema["result"]> ? void | null : v.InferOutput<Schema["result"]>;

/** The function behind an action. */
export type Handler<Schema extends ActionSchema> = (
  params: v.InferOutput<Schema["params"]>,
  caller: Caller,
) => Outcome<Schema> | Promise<Outcome<Schema>>;

/** A function for each of some actions: one that is missing or gives the wrong shape does not compile. */
export type Handlers<Name extends ActionName> = { [Action in Name]: Handler<Table[Action]> };

/** Pairs the functions of actions with their schemas, by name. */
export function toOperations(handlers: Partial<Handlers<ActionName>>): NamedOperation[] {
  return pair(table, handlers);
}

type NamedOperation = readonly [name: string, operation: Operation];

/** Pairs functions with the schemas of a table, by name. */
export function pair(
  schemas: Readonly<Record<string, ActionSchema>>,
  handlers: Readonly<Record<string, unknown>>,
): NamedOperation[] {
  return Object.entries(schemas).flatMap(([name, schema]) => {
    const run = handlers[name];
    // The dispatcher reads params with the schema beside the function.
    return run === undefined ? [] : [[name, { ...schema, run: run as Operation["run"] }] as const];
  });
}
