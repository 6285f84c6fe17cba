import { expect, test } from "bun:test";

import { eventNames } from "../../src/protocol/event.ts";
import { retell } from "../../src/words/event.ts";

const callings = {
  nameOf: (id: number) => ({ 1: "Ann", 2: "Ben" })[id] ?? String(id),
  titleOf: (id: number) => `G${id}`,
};

function told(event: object) {
  const { en, zh } = retell({ time: 0, self_id: 9, ...event }, { callings, showsAccount: false });
  const rest = (line: string) => line.slice("00:00:00 ".length);
  return [rest(en), rest(zh)];
}

/** The least of an event with a name. */
function named(name: string): object {
  const [post_type, type, sub_type] = name.split(".");
  const key = { notice: "notice_type", request: "request_type", meta_event: "meta_event_type" };
  const typed = key[post_type as keyof typeof key] ?? "message_type";
  return { post_type, [typed]: type, sub_type };
}

test.each(eventNames)("%s is said in words", (name) => {
  for (const line of told(named(name))) expect(line).not.toContain("{");
});

const ban = { notice_type: "group_ban", sub_type: "ban", group_id: 7, operator_id: 2 };
const decrease = { notice_type: "group_decrease", group_id: 7, user_id: 1, operator_id: 2 };
const file = { name: "notes.txt", size: 2560 };

test.each([
  [{ ...ban, user_id: 0, duration: -1 }, "[G7] Ben muted everybody", "[G7] Ben 开启了全员禁言"],
  [
    { ...ban, user_id: 0, duration: 0, sub_type: "lift_ban" },
    "[G7] Ben lets everybody speak again",
    "[G7] Ben 关闭了全员禁言",
  ],
  [
    { ...ban, user_id: 1, duration: 5400 },
    "[G7] Ben muted Ann for 1 h 30 min",
    "[G7] Ben 禁言 Ann 1 小时 30 分钟",
  ],
  [
    { notice_type: "group_upload", group_id: 7, user_id: 1, file },
    "[G7] Ann uploaded notes.txt (2.5 KB)",
    "[G7] Ann 上传了文件 notes.txt (2.5 KB)",
  ],
  [{ ...decrease, sub_type: "kick" }, "[G7] Ann was removed by Ben", "[G7] Ann 被 Ben 移出群"],
  [{ ...decrease, sub_type: "leave" }, "[G7] Ann left", "[G7] Ann 退出了群"],
  [
    { notice_type: "group_recall", group_id: 7, user_id: 1, operator_id: 2, message_id: 5 },
    "[G7] Ben recalled message 5 of Ann",
    "[G7] Ben 撤回了 Ann 的消息 5",
  ],
  [
    { notice_type: "notify", sub_type: "honor", honor_type: "talkative", group_id: 7, user_id: 1 },
    "[G7] Ann is the most talkative now",
    "[G7] Ann 获得荣誉：龙王",
  ],
  [
    { notice_type: "notify", sub_type: "lucky_king", group_id: 7, user_id: 1, target_id: 2 },
    "[G7] Ben is the lucky king of the red packet of Ann",
    "[G7] Ben 是 Ann 的红包的运气王",
  ],
  [
    {
      post_type: "message",
      user_id: 1,
      raw_message: "[CQ:image,file=a.png][CQ:at,qq=2][CQ:at,qq=all] hi[CQ:file,name=b.txt,file=x]",
    },
    "Ann: [image]@Ben@all hi[file b.txt]",
    "Ann: [图片]@Ben@全体成员 hi[文件 b.txt]",
  ],
  [{ post_type: "constructor" }, expect.stringContaining("{"), expect.stringContaining("{")],
])("%j is %s and %s", (event, en, zh) => {
  expect(told(event)).toEqual([en, zh]);
});
