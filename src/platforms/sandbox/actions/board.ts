/** Essence messages and notices of a group (dialect). */
import { refuse } from "../../../protocol/reply.ts";
import type { Handlers } from "../handler.ts";
import { requireVisible, senderOf, toMessage } from "../speech/telling.ts";
import { requireAdmin } from "../tables/groups.ts";
import type { World } from "../world.ts";

export function boardActions(world: World) {
  const { boards, clock, groups, media, messages, people, store } = world;

  return {
    set_essence_msg: ({ message_id }, { account }) =>
      store.write(() => {
        const { group_id, sender_id } = requireGroupMessage(message_id, account);
        const essence = { group_id, message_id, operator_id: account, time: clock.now() };
        if (boards.addEssence(essence))
          tellEssence("add", { group_id, message_id, sender_id, operator_id: account });
      }),

    delete_essence_msg: ({ message_id }, { account }) =>
      store.write(() => {
        const { group_id, sender_id } = requireGroupMessage(message_id, account);
        if (!boards.removeEssence(message_id)) {
          refuse("unknownTarget", `Message ${message_id} is no essence of group ${group_id}`);
        }
        tellEssence("delete", { group_id, message_id, sender_id, operator_id: account });
      }),

    get_essence_msg_list({ group_id }, { account, format }) {
      groups.requireOwn(group_id, account);
      return boards.essences(group_id).flatMap(({ message_id, operator_id, time }) => {
        const message = messages.find(message_id);
        if (!message || message.recalled) return [];
        const sender = senderOf(world, message);
        return [
          {
            sender_id: sender.user_id,
            sender_nick: sender.nickname,
            sender_time: message.time,
            operator_id,
            operator_nick: people.find(operator_id)?.nickname ?? "",
            operator_time: time,
            message_id,
            msg_seq: message_id,
            msg_random: 0,
            content: toMessage(world, message.segments, format),
          },
        ];
      });
    },

    async _send_group_notice({ group_id, content, image }, { account }) {
      requireAdmin(groups.requireOwn(group_id, account), "post notices");
      using reception = media.reception(account);
      const medium =
        image === undefined ? undefined : await reception.receive(image, { what: "image" });
      await store.write(() =>
        boards.addNotice(group_id, {
          user_id: account,
          time: clock.now(),
          text: content,
          image: medium?.name ?? null,
        }),
      );
    },

    _get_group_notice({ group_id }, { account }) {
      groups.requireOwn(group_id, account);
      return boards.notices(group_id).map(({ id, user_id, time, text, image }) => ({
        notice_id: id,
        sender_id: user_id,
        publish_time: time,
        message: { text, images: image === null ? [] : [{ id: image, url: media.url(image) }] },
      }));
    },

    _del_group_notice: ({ group_id, notice_id }, { account }) =>
      store.write(() => {
        requireAdmin(groups.requireOwn(group_id, account), "take notices down");
        if (!boards.removeNotice(group_id, notice_id)) {
          refuse("unknownTarget", `There is no notice ${notice_id} in group ${group_id}`);
        }
      }),
  } satisfies Partial<Handlers>;

  /** Where a message was sent and, as far as that may be seen, by whom. */
  function requireGroupMessage(
    id: number,
    account: number,
  ): { group_id: number; sender_id: number } {
    const message = requireVisible(world, id, account);
    const { group_id, target_id } = message;
    if (group_id === null || target_id !== null)
      refuse("notPermitted", `Message ${id} was not sent in a group`);
    requireAdmin(groups.requireOwn(group_id, account), "choose essence messages");
    return { group_id, sender_id: senderOf(world, message).user_id };
  }

  function tellEssence(
    sub_type: "add" | "delete",
    {
      group_id,
      ...essence
    }: { group_id: number; message_id: number; sender_id: number; operator_id: number },
  ): void {
    world.note(group_id, {
      notice_type: "essence",
      sub_type,
      user_id: essence.sender_id,
      ...essence,
    });
  }
}
