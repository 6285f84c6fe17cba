/** What a person says and does to a bot of others' plugins, and what somebody else in the group sees of it. */
import type { Client, Json } from "../support/client.ts";
import { alice, bob, bot, group } from "../support/server.ts";
import { see } from "./sight.ts";

export interface Step {
  readonly action: string;
  readonly params: Json;
  /** The first event of this type that has these fields is waited for. */
  readonly type: string;
  readonly fields: Json;
  /** What its raw_message must hold. */
  readonly holds?: string;
}

const byBot = { group_id: group, user_id: bot };
const byOrder = { group_id: group, operator_id: bot };
const atBob = `[CQ:at,qq=${bob}]`;

function say(message: string, type: string, fields: Json, holds?: string): Step {
  const step = { action: "send_group_msg", params: { group_id: group, message }, type, fields };
  return holds === undefined ? step : { ...step, holds };
}

/** nonebot-plugin-admin, then fakemsg, eventmonitor and group-file-admin. */
export const play: readonly Step[] = [
  say(`禁 ${atBob} 60`, "group_ban", { ...byOrder, user_id: bob, sub_type: "ban", duration: 60 }),
  say(`解 ${atBob}`, "group_ban", { ...byOrder, user_id: bob, sub_type: "lift_ban" }),
  say(`改 ${atBob} Bobby`, "group_card", { user_id: bob, card_new: "Bobby" }),
  say("头衔 wizard", "title", { user_id: alice, title: "wizard" }),
  say("/all", "group_ban", { ...byOrder, user_id: 0, sub_type: "ban" }),
  say("/all 解", "group_ban", { ...byOrder, user_id: 0, sub_type: "lift_ban" }),
  say(`管理员+ ${atBob}`, "group_admin", { user_id: bob, sub_type: "set" }),
  say(`管理员- ${atBob}`, "group_admin", { user_id: bob, sub_type: "unset" }),
  say(`${atBob} 说你好`, "message", byBot, "[CQ:forward,"),
  say("文件整理", "message", byBot, "整理完成"),
  say("备份群文件", "message", byBot, "备份完成"),
  {
    action: "upload_group_file",
    params: { group_id: group, file: "base64://aGVsbG8=", name: "hello.txt" },
    type: "message",
    fields: byBot,
    holds: "[CQ:image,",
  },
];

/** Takes the steps one after another; gives how many. Rejects at the first whose event is not seen. */
export async function perform(
  steps: readonly Step[],
  sender: Client,
  witness: Client,
): Promise<string> {
  for (const { action, params, type, fields, holds } of steps) {
    witness.take();
    await sender.ask(action, params);
    await see(witness, type, {
      what: `${type} after ${action} ${JSON.stringify(params)}`,
      fields,
      isIt: (event) => !holds || String(event["raw_message"]).includes(holds),
      ms: 10_000,
    });
  }
  return `${steps.length} steps`;
}
