/** Forwarded conversations: sent as nodes, read by id (api/public, and the dialect's own sends). */
import * as v from "valibot";

import type { MessageFormat } from "../../../protocol/event.ts";
import { refuse } from "../../../protocol/reply.ts";
import { Card } from "../../../protocol/segment.ts";
import type { Segment } from "../../../protocol/segment.ts";
import type { Handlers } from "../handler.ts";
import { say, toTarget } from "../speech/speech.ts";
import type { Target } from "../speech/speech.ts";
import { requireVisible, toMessage } from "../speech/telling.ts";
import { forwardIdOf } from "../tables/forwards.ts";
import type { ForwardNode } from "../tables/forwards.ts";
import type { World } from "../world.ts";

export function forwardActions(world: World) {
  return {
    send_group_forward_msg: ({ group_id, ...said }, { account }) =>
      send({ group_id }, said, account),

    send_private_forward_msg: ({ user_id, ...said }, { account }) =>
      send({ user_id }, said, account),

    send_forward_msg: (said, { account }) => send(toTarget(said, said.message_type), said, account),

    get_forward_msg({ id }, { account, format }) {
      const nodes = world.forwards.find(id) ?? world.forwards.find(idInMessage(id, account));
      if (!nodes) refuse("unknownTarget", `There is no forwarded conversation ${id}`);
      return {
        message: nodes.map((node) => toNode(node, format)),
        messages: nodes.map((node) => toPlain(node, format)),
      };
    },
  } satisfies Partial<Handlers>;

  async function send(
    target: Target,
    said: Card & { messages: readonly Segment[] },
    account: number,
  ) {
    const { messages } = said;
    if (messages.some(({ type }) => type !== "node")) {
      refuse("badParams", "params.messages: must hold node segments only");
    }
    const { id, segments } = await say(world, {
      target,
      message: messages,
      account,
      card: v.parse(Card, said),
    });
    const forward_id = forwardIdOf(segments) ?? "";
    return { message_id: id, forward_id, res_id: forward_id };
  }

  /** Some servers take the id of the message that holds the conversation. */
  function idInMessage(id: string, account: number): string {
    if (!/^\d{1,10}$/.test(id)) return "";
    const { segments } = requireVisible(world, Number(id), account);
    return forwardIdOf(segments) ?? "";
  }

  /** The shape of the standard: node segments. */
  function toNode({ user_id, nickname, content }: ForwardNode, format: MessageFormat) {
    return {
      type: "node",
      data: { user_id: String(user_id), nickname, content: toMessage(world, content, format) },
    };
  }

  /** The shape of go-cqhttp and its heirs. */
  function toPlain({ user_id, nickname, time, content }: ForwardNode, format: MessageFormat) {
    const message = toMessage(world, content, format);
    return { sender: { user_id, nickname }, time, content: message, message };
  }
}
