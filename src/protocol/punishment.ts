/** How long somebody may be banned, and who is meant where nobody has a name. */
import * as v from "valibot";

import { fields } from "./fields.ts";
import { Name, wholeNumber } from "./scalar.ts";

/** In seconds, 0 lifts a ban; QQ takes no whole 30 days. */
export const BanDuration = v.optional(wholeNumber(0, 30 * 24 * 3600 - 1), 1800);

/** The `anonymous` object of an event. */
export const Mask = fields({ flag: v.exactOptional(Name) });
