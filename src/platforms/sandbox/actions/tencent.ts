/** What only Tencent could answer, and bots ask for when they connect (dialect). */
import type { Handlers } from "../handler.ts";

export function tencentActions() {
  return {
    fetch_custom_face: () => [],
    check_url_safely: () => ({ level: 1 }),
    _get_model_show: ({ model }) => ({ variants: [{ model_show: model, need_pay: false }] }),
    _set_model_show: () => undefined,
  } satisfies Partial<Handlers>;
}
