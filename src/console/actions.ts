/** The actions there are, as the page makes forms of them. */
import type { Operation } from "../platform.ts";
import { paramsOf } from "../protocol/shape.ts";
import type { Param } from "../protocol/shape.ts";
import type { Told } from "../words/language.ts";

export interface ActionInfo {
  readonly name: string;
  readonly summary: Told | undefined;
  readonly params: readonly Param[];
  /** Whether it steers the world instead of acting in it. */
  readonly isHidden: boolean;
  /** Its other names. */
  readonly aliases: readonly string[];
}

export function describeActions(
  operations: Iterable<readonly [name: string, operation: Operation]>,
): ActionInfo[] {
  const all = new Map(operations);
  const aliases = Map.groupBy(all, ([, { aliasOf }]) => aliasOf);
  return [...all].flatMap(([name, { summary, params, isHidden = false, aliasOf }]) => {
    if (aliasOf !== undefined) return [];
    const others = aliases.get(name)?.map(([alias]) => alias) ?? [];
    return [{ name, summary, params: paramsOf(params), isHidden, aliases: others }];
  });
}
