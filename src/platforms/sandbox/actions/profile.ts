/** What people show of themselves, and who likes it (dialect). */
import type { Handlers } from "../handler.ts";
import type { Side } from "../tables/likes.ts";
import type { World } from "../world.ts";

/** The statuses of QQ that one makes up: they are of being online. */
const madeUp = { status: 10, ext_status: 2000 } as const;

export function profileActions(world: World) {
  const { clock, likes, media, people, store } = world;

  return {
    async set_qq_avatar({ file }, { account }) {
      using reception = media.reception(account);
      const { name } = await reception.receive(file, { what: "avatar" });
      await store.write(() => people.set(account, { avatar: name }));
    },

    set_qq_profile: ({ personal_note, ...profile }, { account }) =>
      store.write(() =>
        people.set(account, {
          ...profile,
          ...(personal_note === undefined ? {} : { long_nick: personal_note }),
        }),
      ),

    set_self_longnick: ({ long_nick }, { account }) =>
      store.write(() => people.set(account, { long_nick })),

    set_online_status: ({ status, ext_status }, { account }) =>
      store.write(() => people.set(account, { status, ext_status })),

    set_diy_online_status: (_, { account }) => store.write(() => people.set(account, madeUp)),

    nc_get_user_status({ user_id }) {
      const { status, ext_status } = people.require(user_id);
      return { status, ext_status };
    },

    get_profile_like({ user_id: asked, start, count }, { account }) {
      const user_id = people.require(asked ?? account).id;
      // Others see how often somebody was liked, but not by whom.
      const page = { start, count: user_id === account ? count : 0 };
      const [received, given] = [sideOf("received"), sideOf("given")];
      return {
        uid: String(user_id),
        time: String(clock.now()),
        favoriteInfo: {
          total_count: given.total,
          last_time: given.last_time,
          today_count: given.today,
          userInfos: given.userInfos,
        },
        voteInfo: {
          total_count: received.total,
          new_count: received.today,
          new_nearby_count: 0,
          last_visit_time: received.last_time,
          userInfos: received.userInfos,
        },
      };

      function sideOf(side: Side) {
        const { last_day, ...totals } = likes.totals(user_id, side, clock.day());
        const userInfos = likes.list(user_id, side, page).map((other) => ({
          uid: String(other.user_id),
          uin: other.user_id,
          nick: other.nickname,
          gender: genders.indexOf(other.sex),
          age: other.age,
          count: other.times,
          latestTime: clock.startOf(other.last_day),
          isFriend: people.areFriends(account, other.user_id),
        }));
        return { ...totals, userInfos, last_time: last_day && clock.startOf(last_day) };
      }
    },
  } satisfies Partial<Handlers>;
}

/** Their numbers in QQ. */
const genders = ["unknown", "male", "female"];
