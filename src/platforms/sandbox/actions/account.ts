/** Who am I, whom do I know, and what is this server (api/public). */
import { name as appName, version } from "../../../../package.json";
import type { Handlers } from "../handler.ts";
import type { World } from "../world.ts";

export function accountActions({
  people,
}: World): Handlers<
  | "get_login_info"
  | "get_stranger_info"
  | "get_friend_list"
  | "get_status"
  | "get_version_info"
  | "can_send_image"
  | "can_send_record"
> {
  return {
    get_login_info(_, { account }) {
      const { id, nickname } = people.require(account);
      return { user_id: id, nickname };
    },

    get_stranger_info({ user_id }) {
      const { id, nickname, sex, age } = people.require(user_id);
      return { user_id: id, nickname, sex, age };
    },

    get_friend_list: (_, { account }) => people.friends(account),

    get_status: () => ({ online: true, good: true }),

    get_version_info: () => ({
      app_name: appName,
      app_version: version,
      protocol_version: "v11" as const,
    }),

    can_send_image: () => ({ yes: true }),
    can_send_record: () => ({ yes: true }),
  };
}
