/** What people show of themselves (dialect). */
import type { Handlers } from "../handler.ts";
import type { World } from "../world.ts";

export function profileActions({ media, people, store }: World) {
  return {
    async set_qq_avatar({ file }, { account }) {
      using reception = media.reception(account);
      const { name } = await reception.receive(file, { what: "avatar" });
      await store.write(() => people.set(account, { avatar: name }));
    },
  } satisfies Partial<Handlers>;
}
