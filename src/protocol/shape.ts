/** What schemas say of themselves: the params of an action, for documents and forms. */
import { isFields } from "./scalar.ts";

/** How a value is written. */
export type Shape =
  | { readonly is: "text" | "list" | "fields" | "message" }
  | { readonly is: "flag" }
  | { readonly is: "whole"; readonly min: number; readonly max: number }
  | { readonly is: "choice"; readonly words: readonly string[] };

/** One param of an action. */
export interface Param {
  readonly name: string;
  readonly shape: Shape;
  readonly isOptional: boolean;
  /** What it is where it is absent; undefined where it then is nothing. */
  readonly default?: unknown;
}

/** The params that an object's schema names. */
export function paramsOf(schema: unknown): Param[] {
  return fieldsOf(schema).map(([name, inner]) => {
    const initial = propertyOf(inner, "default");
    return {
      name,
      shape: shapeOf(inner),
      isOptional: isOptional(inner),
      ...(initial !== undefined && { default: initial }),
    };
  });
}

/** The fields of an object's schema, whatever stands around it. */
export function fieldsOf(schema: unknown): [name: string, schema: object][] {
  if (typeof schema !== "object" || schema === null) return [];
  if ("entries" in schema && typeof schema.entries === "object")
    return Object.entries(schema.entries ?? {});
  if ("pipe" in schema && Array.isArray(schema.pipe)) return schema.pipe.slice(1).flatMap(fieldsOf);
  if ("getter" in schema && typeof schema.getter === "function") return fieldsOf(schema.getter({}));
  return fieldsOf(propertyOf(schema, "wrapped"));
}

/** Whether a value may be absent. */
export function isOptional(schema: object): boolean {
  return unwrap(schema) !== schema;
}

/** The schema within those that only say that a value may be absent. */
export function unwrap(schema: object): object {
  const wrapped = propertyOf(schema, "wrapped");
  return typeof wrapped === "object" && wrapped !== null ? unwrap(wrapped) : schema;
}

export function propertyOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}

function shapeOf(schema: object): Shape {
  const inner = unwrap(schema);
  const shape = propertyOf(inner, "shape");
  if (isFields(shape)) return shape as Shape;
  const type = propertyOf(inner, "type");
  if (type === "message") return { is: "message" };
  if (fieldsOf(inner).length > 0 || type === "record") return { is: "fields" };
  return { is: "text" };
}
