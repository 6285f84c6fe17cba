/** Whom a call is for, a person or a group: an id that it does not need is not looked at. */
import * as v from "valibot";

import { fields } from "./fields.ts";
import type { Aliases } from "./fields.ts";
import { Id, oneOf, toFields } from "./scalar.ts";

const toGroup = { group_id: Id };
/** A person; a group beside them is where people meet who are no friends. */
export const toPerson = { user_id: Id, group_id: v.exactOptional(Id) };
const toEither = { user_id: v.exactOptional(Id), group_id: v.exactOptional(Id) };

const message_type = v.exactOptional(oneOf("private", "group"));

/** Params of which `message_type` says whom they are for, or else which of the two ids is there. */
export function addressed<const Rest extends v.ObjectEntries>(rest: Rest, aliases: Aliases = {}) {
  const person = fields({ message_type, ...toPerson, ...rest }, aliases);
  const group = fields({ message_type, ...toGroup, ...rest }, aliases);
  const either = fields({ message_type, ...toEither, ...rest }, aliases);
  return v.lazy<typeof person | typeof group | typeof either>((input) => {
    const type = toFields(input)?.["message_type"];
    return type === "group" ? group : type === "private" ? person : either;
  });
}
