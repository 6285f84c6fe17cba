/** Words of the panel beside a group's conversation. */
import type { Told } from "../../../words/language.ts";
import { toSpan } from "./span.ts";

export const group = {
  panel: { zh: "群面板", en: "Group panel" },
  members: { zh: "成员", en: "Members" },
  notices: { zh: "公告", en: "Notices" },
  essence: { zh: "精华", en: "Essence" },
  files: { zh: "文件", en: "Files" },
  honors: { zh: "荣誉", en: "Honors" },
  close: { zh: "关闭群面板", en: "Close the group panel" },
  backToChat: { zh: "返回聊天", en: "Back to the chat" },
  searchMembers: { zh: "搜索成员", en: "Search members" },
  invite: { zh: "邀请", en: "Invite" },
  member: { zh: "成员", en: "Member" },
  you: { zh: "你", en: "You" },
  mention: { zh: "@ TA", en: "Mention" },
  poke: { zh: "戳一戳", en: "Poke" },
  whisper: { zh: "发私聊", en: "Message privately" },
  mute: { zh: "禁言", en: "Mute" },
  unmute: { zh: "解除禁言", en: "Unmute" },
  minute: { zh: "1 分钟", en: "1 minute" },
  minutes: { zh: "10 分钟", en: "10 minutes" },
  hour: { zh: "1 小时", en: "1 hour" },
  day: { zh: "1 天", en: "1 day" },
  other: { zh: "自定…", en: "Other…" },
  remove: { zh: "移出群", en: "Remove from the group" },
  makeAdmin: { zh: "设为管理员", en: "Make admin" },
  unmakeAdmin: { zh: "取消管理员", en: "No admin any more" },
  editCard: { zh: "改名片", en: "Edit card" },
  giveTitle: { zh: "改头衔", en: "Give a title" },
  editMember: { zh: "修改成员资料…", en: "Edit what is known of them…" },
  honor: { zh: "授予荣誉…", en: "Give an honor…" },
  save: { zh: "保存", en: "Save" },
  needsOwner: { zh: "要群主", en: "Needs the owner" },
  needsAdmin: { zh: "要群主或管理员", en: "Needs the owner or an admin" },
  notYourself: { zh: "不能对自己做", en: "Not to yourself" },
  settings: { zh: "群设置", en: "Settings" },
  muteAll: { zh: "全员禁言", en: "Mute everyone" },
  anonymity: { zh: "允许匿名", en: "Allow anonymity" },
  name: { zh: "群名称", en: "Name" },
  rename: { zh: "改群名", en: "Rename the group" },
  portrait: { zh: "群头像", en: "Picture" },
  changePortrait: { zh: "换群头像", en: "Change the picture" },
  myCard: { zh: "我的名片", en: "My card" },
  editMyCard: { zh: "改我的名片", en: "Edit my card" },
  none: { zh: "无", en: "none" },
  mentionsLeft: { zh: "@全体成员 今日剩余", en: "@everyone left today" },
  redPacket: { zh: "发红包", en: "Red packet" },
  sendRedPacket: { zh: "发红包…", en: "Send a red packet…" },
  leave: { zh: "退出群", en: "Leave the group" },
  dissolve: { zh: "解散群", en: "Dissolve the group" },
  leaveLoss: {
    zh: "要再进来，得有人邀请，或者申请并被同意。",
    en: "To come back, one must be invited, or ask and be let in.",
  },
  muteFor: { zh: "禁言多久", en: "Mute for" },
  noMembers: { zh: "没有找到", en: "Nobody found" },
  frozenHint: { zh: "时钟停着，倒计时也停着", en: "The clock stands still, and so does this" },
  noNotices: { zh: "还没有公告", en: "No notices yet" },
  post: { zh: "发公告", en: "Post a notice" },
  takeDown: { zh: "删除公告", en: "Take it down" },
  noEssence: { zh: "还没有精华消息", en: "No essence messages yet" },
  dropEssence: { zh: "移出精华", en: "Remove from essence" },
  noFiles: { zh: "还没有文件", en: "No files yet" },
  upload: { zh: "上传", en: "Upload" },
  newFolder: { zh: "新建文件夹", en: "New folder" },
  deleteFile: { zh: "删除文件", en: "Delete the file" },
  deleteFolder: { zh: "删除文件夹", en: "Delete the folder" },
  backToRoot: { zh: "返回全部文件", en: "Back to all files" },
  download: { zh: "下载", en: "Download" },
  noHonors: { zh: "还没有荣誉", en: "No honors yet" },
  talkative: { zh: "龙王", en: "Most talkative" },
  performer: { zh: "群聊之火", en: "Performer" },
  legend: { zh: "群聊炽焰", en: "Legend" },
  strong_newbie: { zh: "冒尖小春笋", en: "Strong newbie" },
  emotion: { zh: "快乐源泉", en: "Source of joy" },
  failed: { zh: "读取失败", en: "It cannot be read" },
  again: { zh: "重试", en: "Try again" },
  notHere: { zh: "你不在这个群里", en: "You are not in this group" },
} as const satisfies Record<string, Told>;

export function joined(seconds: number): Told {
  const span = toSpan(seconds);
  return { zh: `${firstOf(span.zh)}前入群`, en: `Joined ${firstOf(span.en)} ago` };
}

export function spoke(seconds: number): Told {
  if (seconds < 60) return { zh: "刚刚发言", en: "Spoke just now" };
  const span = toSpan(seconds);
  return { zh: `${firstOf(span.zh)}前发言`, en: `Spoke ${firstOf(span.en)} ago` };
}

export function level(number: string): Told {
  return { zh: `${number} 级`, en: `level ${number}` };
}

export function mutedFor(seconds: number): Told {
  const span = toSpan(seconds);
  return { zh: `禁言中，剩 ${span.zh}`, en: `Muted, ${span.en} left` };
}

export function actingAs(role: Told, name: string): Told {
  return { zh: `${role.zh} · 以 ${name} 的身份操作`, en: `${role.en} · acting as ${name}` };
}

export function runAs(name: string): Told {
  return { zh: `以 ${name} 的身份执行`, en: `Run as ${name}` };
}

export function moreOf(name: string): Told {
  return { zh: `${name} 的操作`, en: `Actions for ${name}` };
}

export function notAbove(name: string, role: Told): Told {
  return {
    zh: `${name} 是${role.zh}，只有群主可以`,
    en: `${name} is ${articled(role.en)}: only the owner may`,
  };
}

export function isTheOwner(name: string): Told {
  return { zh: `${name} 是群主`, en: `${name} is the owner` };
}

export function titleFor(name: string): Told {
  return { zh: `给 ${name} 的头衔`, en: `A title for ${name}` };
}

export function cardOf(name: string): Told {
  return { zh: `${name} 的群名片`, en: `Card of ${name}` };
}

export function muteOf(name: string): Told {
  return { zh: `禁言 ${name}`, en: `Mute ${name}` };
}

export function honorFor(name: string): Told {
  return { zh: `授予 ${name} 荣誉`, en: `An honor for ${name}` };
}

export function inviteTo(name: string): Told {
  return { zh: `邀请加入 ${name}`, en: `Invite to ${name}` };
}

export function leaveOf(name: string): Told {
  return { zh: `退出 ${name}？`, en: `Leave ${name}?` };
}

export function dissolveOf(name: string): Told {
  return { zh: `解散 ${name}？`, en: `Dissolve ${name}?` };
}

export function dissolveLoss(members: number): Told {
  return {
    zh: `${members} 名成员都会离开，群里说过的话会消失，不能撤销。`,
    en: `All ${members} members leave, and what was said is lost for good.`,
  };
}

export function postedBy(name: string, time: string): Told {
  return { zh: `${name} 发布于 ${time}`, en: `Posted by ${name} at ${time}` };
}

export function chosenBy(name: string, time: string): Told {
  return { zh: `${name} 设为精华于 ${time}`, en: `Chosen by ${name} at ${time}` };
}

export function uploadedBy(name: string, size: string): Told {
  return { zh: `${name} · ${size}`, en: `${name} · ${size}` };
}

export function filesIn(count: number): Told {
  return { zh: `${count} 个文件`, en: count === 1 ? "1 file" : `${count} files` };
}

export function saidBy(name: string): Told {
  return { zh: `${name}：`, en: `${name}: ` };
}

/** The greatest unit of a span. */
function firstOf(span: string): string {
  return span.split(" ").slice(0, 2).join(" ");
}

function articled(role: string): string {
  const word = role.toLowerCase();
  return word === "owner" ? "the owner" : `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`;
}
