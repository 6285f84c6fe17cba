/** Actions under the names that other servers have for them (dialect). */
import * as v from "valibot";

import type { Operation } from "../../../platform.ts";
import { aliases } from "../../../protocol/alias.ts";
import type { Alias } from "../../../protocol/alias.ts";
import { isFields } from "../../../protocol/scalar.ts";

/** Adds the other names of the operations there are. */
export function withAliases(
  operations: ReadonlyMap<string, Operation>,
): ReadonlyMap<string, Operation> {
  const all = new Map(operations);
  for (const [name, { action, params: fixed }] of Object.entries<Alias>(aliases)) {
    const operation = operations.get(action);
    if (!operation) continue;
    const params = v.pipe(
      v.unknown(),
      v.transform((input) => (isFields(input) ? { ...input, ...fixed } : input)),
      operation.params,
    );
    all.set(name, { ...operation, params, aliasOf: action });
  }
  return all;
}
