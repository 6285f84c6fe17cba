/** Dialect around what people show of themselves. */
import * as v from "valibot";

import type { PublicAction } from "./action.ts";
import { fields } from "./fields.ts";
import { Source } from "./scalar.ts";

const nothing = v.null();

export const profileDialect = {
  set_qq_avatar: {
    summary: { en: "Set the account's avatar", zh: "设置 QQ 头像" },
    params: fields({ file: Source }),
    result: nothing,
  },
} as const satisfies Record<string, PublicAction>;
