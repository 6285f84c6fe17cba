/** Who am I, whom do I know, and what is this server (api/public). */
import { name as appName, version } from "../../../../package.json";
import type { Status } from "../../../protocol/entity.ts";
import { refuse } from "../../../protocol/reply.ts";
import type { Handlers } from "../handler.ts";
import type { World } from "../world.ts";

const likesADay = 10;

/** How every account is. */
export const wellbeing = { online: true, good: true } as const satisfies Status;

export function accountActions(world: World) {
  const { clock, credentials, likes, people, portraits, store } = world;

  return {
    get_login_info(_, { account }) {
      const { id, nickname } = people.require(account);
      return { user_id: id, nickname };
    },

    get_stranger_info({ user_id }, { account }) {
      const person = people.require(user_id);
      const { id, reg_time, qq_level } = person;
      const days = reg_time === 0 ? 0 : Math.floor((clock.now() - reg_time) / 86_400);
      return {
        user_id: id,
        nickname: person.nickname,
        sex: person.sex,
        age: person.age,
        avatar: portraits.url({ kind: "user", id }),
        uid: String(id),
        qid: "",
        remark: people.remark(account, id),
        long_nick: person.long_nick,
        reg_time,
        login_days: Math.max(0, days),
        status: person.status,
        level: qq_level,
        qq_level,
        qqLevel: qq_level,
      };
    },

    get_friend_list: (_, { account }) => people.friends(account),

    delete_friend: ({ user_id }, { account }) =>
      store.write(() => {
        requireFriend(user_id, account);
        people.unfriend(account, user_id);
      }),

    send_like: ({ user_id, times }, { account }) =>
      store.write(() => {
        requireFriend(user_id, account);
        const day = clock.day();
        const total = likes.count(account, user_id, day) + times;
        if (total > likesADay) {
          refuse(
            "notPermitted",
            `${account} may like ${user_id} ${likesADay} times a day, not ${total}`,
          );
        }
        likes.set({ user: account, friend: user_id, day, times: total });
        world.noteTo(user_id, {
          notice_type: "notify",
          sub_type: "profile_like",
          operator_id: account,
          operator_nick: people.require(account).nickname,
          times,
        });
      }),

    get_cookies: () => ({ cookies: credentials.cookies }),
    get_csrf_token: () => ({ token: credentials.csrfToken }),
    get_credentials: () => ({ cookies: credentials.cookies, csrf_token: credentials.csrfToken }),

    get_status: () => wellbeing,

    get_version_info: () => ({
      app_name: appName,
      app_version: version,
      protocol_version: "v11" as const,
    }),

    get_online_clients: () => ({ clients: [] }),
  } satisfies Partial<Handlers>;

  function requireFriend(user_id: number, account: number): void {
    people.require(user_id);
    if (!people.areFriends(account, user_id))
      refuse("notPermitted", `${user_id} is no friend of ${account}`);
  }
}
