/** What is said of the sandbox's world when the server starts, and why it cannot be opened. */
import { counted } from "./count.ts";
import type { Told } from "./language.ts";

export interface Inhabitants {
  bot: number;
  nickname: string;
  people: number;
  groups: number;
}

export function inhabited({ bot, nickname, people, groups }: Inhabitants): Told {
  return {
    en: `The bot is ${bot} (${nickname}), among ${counted(people, "person", "people")} and ${counted(groups, "group")}`,
    zh: `机器人是 ${bot}（${nickname}），世界中有 ${people} 人、${groups} 个群`,
  };
}

export function noBot(bot: number, dataDir: string): Told {
  return {
    en: `sandbox.self_id is ${bot}, but nobody in the world of ${dataDir} has that number. The configuration fills new worlds only: choose somebody who is there, or another world with --set data_dir=FOLDER`,
    zh: `sandbox.self_id 是 ${bot}，但 ${dataDir} 的世界中没有这个号码。配置只用于新建世界：请改用其中已有的人，或用 --set data_dir=文件夹 换一个世界`,
  };
}

export function cannotOpen(file: string, reason: string): Told {
  return { en: `Cannot open ${file}: ${reason}`, zh: `无法打开 ${file}：${reason}` };
}

const moveAway: Told = {
  en: "move the file away to start with a new world",
  zh: "移走该文件即可从新的世界开始",
};
const another: Told = {
  en: "choose another folder with --set data_dir=FOLDER",
  zh: "用 --set data_dir=文件夹 换一个文件夹",
};

/** What to do about a database that cannot be opened. */
export const remedies = {
  taken: {
    en: `another onebot uses this data_dir: stop it, or ${another.en}`,
    zh: `另一个 onebot 正在使用这个 data_dir：请停掉它，或${another.zh}`,
  },
  moveAway,
  makeRoom: { en: `make room, or ${another.en}`, zh: `请腾出空间，或${another.zh}` },
  elsewhere: { en: `${another.en} that can be written`, zh: `请${another.zh}，须可写入` },
} as const;

export function damaged(found: string): Told {
  return {
    en: `it is damaged; ${moveAway.en} (${found})`,
    zh: `文件已损坏；${moveAway.zh}（${found}）`,
  };
}

export function foreignFormat(format: number): Told {
  return {
    en: `it was written by another version of onebot (format ${format}); use that version, or ${moveAway.en}`,
    zh: `它由另一版本的 onebot 写成（格式 ${format}）；请使用那个版本，或${moveAway.zh}`,
  };
}

export function notUpgraded(format: number, wanted: number, reason: string): Told {
  return {
    en: `it cannot be brought from format ${format} to ${wanted} (${reason}) and is as it was: use the version of onebot that wrote it, or ${moveAway.en}`,
    zh: `无法从格式 ${format} 升级到 ${wanted}（${reason}），文件保持原样：请使用写成它的那个版本，或${moveAway.zh}`,
  };
}

export function upgraded(format: number, now: number, copy: string): Told {
  return {
    en: `The world was brought from format ${format} to ${now}; as it was, it lies in ${copy}`,
    zh: `世界已从格式 ${format} 升级到 ${now}；原样保存在 ${copy}`,
  };
}
