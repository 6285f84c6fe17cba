/** What each hidden action does. */
import type { hiddenActions } from "../platforms/sandbox/hidden/action.ts";
import type { Summary } from "../protocol/action.ts";

export const hiddenWords: Record<keyof typeof hiddenActions | ".sandbox.connections", Summary> = {
  ".sandbox.list": { en: "gives everybody and every group there is", zh: "列出所有人和所有群" },
  ".sandbox.create_user": { en: "makes a person", zh: "新建用户" },
  ".sandbox.update_user": { en: "changes a person", zh: "修改用户" },
  ".sandbox.delete_user": {
    en: "removes a person who owns no group and is not the bot",
    zh: "删除用户；群主和机器人自己不能删除",
  },
  ".sandbox.create_group": {
    en: "makes a group, yours if no owner is named",
    zh: "新建群，没有指定群主则你是群主",
  },
  ".sandbox.update_group": { en: "changes a group", zh: "修改群" },
  ".sandbox.delete_group": { en: "removes a group", zh: "删除群" },
  ".sandbox.update_member": { en: "changes a member", zh: "修改群成员" },
  ".sandbox.befriend": { en: "makes somebody your friend at once", zh: "立即与某人成为好友" },
  ".sandbox.ask_friend": { en: "asks somebody to be your friend", zh: "请求加某人为好友" },
  ".sandbox.ask_join": { en: "asks to join a group", zh: "申请加群" },
  ".sandbox.invite": {
    en: "invites somebody into a group of yours",
    zh: "邀请某人加入你所在的群",
  },
  ".sandbox.set_honor": {
    en: "gives an honor: `performer`, `legend`, `strong_newbie`, `emotion`",
    zh: "授予荣誉：`performer`、`legend`、`strong_newbie`、`emotion`",
  },
  ".sandbox.red_packet": {
    en: "sends a red packet; `target_id`, or anybody, is the lucky king",
    zh: "发红包；运气王是 `target_id`，不写则随机",
  },
  ".sandbox.clock": {
    en: "sets the time, moves it by a span, stops or resumes it",
    zh: "设定时间，拨动一段时间，停止或恢复",
  },
  ".sandbox.fault": { en: "makes things go wrong, see below", zh: "注入故障，见下文" },
  ".sandbox.list_faults": { en: "lists the faults", zh: "列出故障" },
  ".sandbox.clear_faults": {
    en: "takes back one fault, or all, and lets go of held events",
    zh: "撤销一个或全部故障，放出扣住的事件",
  },
  ".sandbox.reset": {
    en: "starts over with the people and groups of the configuration; faults stay",
    zh: "按配置里的用户和群重新开始；故障仍然保留",
  },
  ".sandbox.snapshot": { en: "puts the world aside under a name", zh: "以某个名字保存世界的快照" },
  ".sandbox.list_snapshots": {
    en: "gives the names and sizes of the snapshots",
    zh: "列出快照的名字和大小",
  },
  ".sandbox.drop_snapshot": { en: "drops a snapshot", zh: "删除一个快照" },
  ".sandbox.restore": { en: "brings it back", zh: "恢复快照" },
  ".sandbox.export": {
    en: "gives the whole world, media included, as one JSON document",
    zh: "返回整个世界，包括媒体，为一个 JSON 文档",
  },
  ".sandbox.import": {
    en: "puts such a document, or its JSON text, in the place of the world; a large one only as text",
    zh: "用这样的文档或其 JSON 文本替换当前世界；很大的文档只能用文本",
  },
  ".sandbox.wait": {
    en: "waits for an event, a call or a connection, see below",
    zh: "等待一个事件、调用或连接，见下文",
  },
  ".sandbox.trace": {
    en: "tells what followed from a message: who got it, what they called",
    zh: "一条消息之后发生的事：谁收到了，他们调用了什么",
  },
  ".sandbox.connections": { en: "lists who is connected", zh: "列出当前的连接" },
};
