/** Dialect around what groups are. */
import * as v from "valibot";

import type { PublicAction } from "./action.ts";
import { fields } from "./fields.ts";
import { Id, Source } from "./scalar.ts";

const nothing = v.null();
const inGroup = { group_id: Id };

export const groupDialect = {
  set_group_portrait: {
    summary: { en: "Set a group's avatar", zh: "设置群头像" },
    params: fields({ ...inGroup, file: Source }),
    result: nothing,
  },
} as const satisfies Record<string, PublicAction>;
