/** From an action's schema and the function behind it to an operation. */
import type * as v from "valibot";

import type { Caller, Operation } from "./platform.ts";
import type { ActionSchema } from "./protocol/action.ts";

/** What an action gives; one whose data is null may give nothing at all. */
type Outcome<Schema extends ActionSchema> =
  null extends v.InferOutput<Schema["result"]> ? void | null : v.InferOutput<Schema["result"]>;

/** The function behind an action: it gets params that its schema has read. */
export type Handler<Schema extends ActionSchema> = (
  params: v.InferOutput<Schema["params"]>,
  caller: Caller,
) => Outcome<Schema> | Promise<Outcome<Schema>>;

/** A function for each action of a table: one that is missing, misnamed or gives the wrong shape does not compile. */
export type HandlersOf<Table extends Readonly<Record<string, ActionSchema>>> = {
  readonly [Action in keyof Table]: Handler<Table[Action]>;
};

/** Whoever runs an operation reads params with the schema beside the function. */
export function operation<Schema extends ActionSchema>(
  schema: Schema,
  run: Handler<Schema>,
): Operation {
  return { ...schema, run };
}

/** The operations of a table, by name. */
export function toOperations<Table extends Readonly<Record<string, ActionSchema>>>(
  table: Table,
  handlers: HandlersOf<Table>,
  more: Pick<Operation, "isHidden"> = {},
): (readonly [name: string, operation: Operation])[] {
  const operations = [];
  for (const name in handlers)
    operations.push([name, { ...operation(table[name], handlers[name]), ...more }] as const);
  return operations;
}

/** Some functions of a table and some others as one; a name that two of them have does not compile. */
export function unite<const Parts extends readonly object[]>(
  ...parts: Disjoint<Parts>
): Intersection<Parts[number]> {
  return Object.assign({}, ...parts);
}

type Disjoint<Parts extends readonly object[]> = {
  [At in keyof Parts]: Parts[At] & { [Name in OthersNames<Parts, At>]?: never };
};
type OthersNames<Parts extends readonly object[], At> = {
  [Other in keyof Parts]: Other extends At ? never : keyof Parts[Other];
}[number];
type Intersection<Part> = (Part extends unknown ? (part: Part) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;
