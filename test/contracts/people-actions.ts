/** The situations of asking who somebody is. */
import { alice, bob, bot } from "../support/server.ts";
import { nobody } from "./platform.ts";
import type { Row } from "./platform.ts";

export const peopleActions: Record<string, Row | Row[]> = {
  get_login_info: { result: { user_id: bot, nickname: "Bot" } },
  get_stranger_info: {
    params: { user_id: String(alice) },
    result: { user_id: alice, nickname: "Alice", sex: "female", age: 20 },
    invalid: { user_id: 1.5 },
    unknown: nobody,
  },
  get_friend_list: {
    as: alice,
    result: [
      { user_id: bot, nickname: "Bot", remark: "" },
      { user_id: bob, nickname: "Bob", remark: "" },
    ],
  },
  get_status: { result: { online: true, good: true } },
  get_version_info: { result: { app_name: "onebot", protocol_version: "v11" } },
  can_send_image: { result: { yes: true } },
  can_send_record: { result: { yes: true } },
};
