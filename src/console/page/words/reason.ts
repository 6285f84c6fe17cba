/** Why the server refuses: its sentences that the page knows, in the words of the chat. */
import type { Told } from "../../../words/language.ts";

/** What is read of a sentence, and what is said in its place; `$1` is the first thing read. English stays the server's. */
const known: readonly (readonly [RegExp, string])[] = [
  [/^\d+ is banned in group \d+ for (\d+) more seconds?$/, "你在这个群被禁言，还剩 $1 秒"],
  [/^.+ is banned in group \d+ for (\d+) more seconds?$/, "这个匿名身份被禁言，还剩 $1 秒"],
  [
    /^Everybody but the owner and admins is banned in group \d+$/,
    "全员禁言中，只有群主和管理员可以发言",
  ],
  [/ may mention all; \d+ is neither$/, "只有群主和管理员能 @全体成员"],
  [/ cannot mention all in group \d+ again today/, "今天的 @全体成员 次数用完了"],
  [/^(\d+) is no friend of \d+ and shares no group with them$/, "和 $1 不是好友，也没有共同的群"],
  [/^(\d+) is no friend of \d+$/, "和 $1 不是好友"],
  [/^(\d+) cannot write to themselves$/, "不能给自己发消息"],
  [/^(\d+) is not in group (\d+)$/, "$1 不在群 $2 里"],
  [/^(\d+) is not in this conversation$/, "$1 不在这个会话里"],
  [/^Group \d+ allows no anonymous messages/, "这个群没有开启匿名聊天"],
  [/^Message (-?\d+) was recalled$/, "消息 $1 已经撤回了"],
  [/^There is no message (-?\d+)$/, "没有消息 $1"],
  [
    /^Message (-?\d+) is not yours, and you do not stand above/,
    "消息 $1 不是你发的，对方的身份也不比你低",
  ],
  [/^Message (-?\d+) is not yours$/, "消息 $1 不是你发的"],
  [/ may choose essence messages; \d+ is neither$/, "只有群主和管理员能设精华消息"],
  [/^Message (-?\d+) was not sent in a group$/, "消息 $1 不是群消息"],
  [/^Only the owner and admins of group \d+ may /, "只有群主和管理员可以"],
  [/^Only the owner of group \d+ may /, "只有群主可以"],
  [/^\d+ is member of group \d+ and may not /, "只有群主和管理员可以"],
  [/^\d+ is \w+ of group \d+ and may not .+: (\d+) is owner$/, "$1 是群主，不能对 TA 这样做"],
  [/^\d+ is \w+ of group \d+ and may not .+: (\d+) is admin$/, "$1 是管理员，只有群主可以"],
  [/^(\d+) is the owner of group \d+$/, "$1 是群主"],
  [/^Group \d+ is full: it has (\d+) members$/, "群满了，最多 $1 人"],
  [/^Group \d+ takes no more requests of (\d+)$/, "这个群不再接受 $1 的申请"],
  [/^(\d+) is in group (\d+) already$/, "$1 已经在群 $2 里"],
  [/^(\d+) is a friend of (\d+) already$/, "$1 和 $2 已经是好友"],
  [/^(\d+) cannot be their own friend$/, "$1 不能加自己为好友"],
  [/^There is somebody with the number (\d+) already$/, "号码 $1 已经有人用了"],
  [/^There is a group (\d+) already$/, "群号 $1 已经有了"],
  [/^(\d+) owns group (\d+); delete that first$/, "$1 是群 $2 的群主，请先删除那个群"],
  [/^(\d+) is the bot \(sandbox\.self_id\)$/, "$1 是被测的 Bot（sandbox.self_id）"],
  [/^There is no snapshot (.+)$/, "没有快照 $1"],
  [/^params\.document: must be what /, "这个文件不是导出的世界"],
  [/^Fault (\d+) was injected here$/, "这里注入了故障 $1"],
  [/^There is no group (\d+)$/, "没有群 $1"],
  [/^There is nobody with the number (\d+)$/, "没有号码是 $1 的人"],
  [/^There is no forwarded conversation /, "没有这段聊天记录"],
  [/^file is empty$/, "文件是空的"],
  [/^file is not valid base64$/, "文件不是合法的 Base64"],
  [/^file is larger than (\d+) bytes/, "文件超过 $1 字节（sandbox.media_bytes）"],
  [/^file is (\S+), not a?n? ?(?:image|picture)$/, "文件是 $1，不是图片"],
  [/^file is (\S+), not a record$/, "文件是 $1，不是语音"],
  [/^file is (\S+), not a video$/, "文件是 $1，不是视频"],
  [/^file is an HTML page or the like/, "文件是网页一类的内容"],
  [/^There is no file (.+)$/, "没有文件 $1"],
  [/^Group \d+ has (\d+) files already$/, "群文件已经有 $1 个，满了"],
  [/^(\d+) messages wait already$/, "已经有 $1 条消息在等待重连"],
];

/** The sentence as people are told it, in both languages. */
export function toReason(sentence: string): Told {
  for (const [pattern, zh] of known) {
    const found = pattern.exec(sentence);
    if (found)
      return { zh: zh.replaceAll(/\$(\d)/g, (_, at) => found[Number(at)] ?? ""), en: sentence };
  }
  return { zh: sentence, en: sentence };
}

export const reason = {
  lost: {
    zh: "连接断开了，没有等到应答：可能已经发出",
    en: "The connection was lost before the answer came: it may have been sent",
  },
  watching: { zh: "旁观时不能操作", en: "Not while you only watch" },
  unsent: { zh: "消息还没有发出", en: "The message is not sent yet" },
  recallOthers: {
    zh: "只能撤回自己的消息；管理员还能撤回成员的",
    en: "Only your own messages; admins may recall those of members",
  },
  groupOnly: { zh: "只有群消息可以", en: "Only for messages in groups" },
  adminsOnly: { zh: "只有群主和管理员可以", en: "Only the owner and admins may" },
} as const satisfies Record<string, Told>;
