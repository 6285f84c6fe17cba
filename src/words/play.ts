/** What `onebot play`, `chat` and `record` say. */
import type { Told } from "./language.ts";

export const recordWords = {
  oneFile: { en: "A recording goes into one file", zh: "一次记录只写一个文件" },
  badSpan: (given: string): Told => ({
    en: `--for must be a time like 30s or 5m, not ${given}`,
    zh: `--for 应为一段时间，如 30s 或 5m，不能是 ${given}`,
  }),
  badCursor: (given: string): Told => ({
    en: `--from must be a cursor of the record, like 0, not ${given}`,
    zh: `--from 应为记录的游标，如 0，不能是 ${given}`,
  }),
  title: (time: string): Told => ({ en: `Recorded at ${time}`, zh: `录于 ${time}` }),
  recording: { en: "Recording; Ctrl+C ends", zh: "记录中；按 Ctrl+C 结束" },
  wrote: (file: string): Told => ({ en: `Wrote ${file}`, zh: `已写入 ${file}` }),
} as const;

export const chatWords = {
  hello: (who: string, where: string): Told => ({
    en: `You are ${who}${where}. /help tells more, Ctrl+D ends`,
    zh: `你是 ${who}${where}。/help 查看说明，Ctrl+D 结束`,
  }),
  inGroup: (title: string): Told => ({ en: ` in ${title}`, zh: `，在 ${title}` }),
  help: {
    en: `A line of text is said. Other lines are done: Bob: hi, Alice to Bot: hi, Bob replies to [12]: oh,
Alice calls set_group_card user_id=Alice card=x, clock +1h; onebot docs chat has the whole grammar.
  /as WHO          be somebody else
  /in GROUP        speak in a group
  /to WHO          speak to somebody in private
  /reply N TEXT    answer message N
  /recall N        recall message N
  /image FILE      send a picture
  /poke WHO        poke somebody
  /clock TIME      move the time: +1h, 08:00, tomorrow 08:00, stops, runs
  /save FILE.chat  write the conversation as a scene
  /who             who and which groups there are
  /quit            end`,
    zh: `普通文本会被说出。其他行会照做：Bob: hi、Alice 对 Bot：hi、Bob 回复 [12]：哦、
Alice 调用 set_group_card user_id=Alice card=x、时间 +1小时；完整语法见 onebot docs chat。
  /as 谁           换一个身份
  /in 群           在某个群里说
  /to 谁           与某人私聊
  /reply N 文本    回复第 N 条消息
  /recall N        撤回第 N 条消息
  /image 文件      发图片
  /poke 谁         戳一戳
  /clock 时间      拨动时间：+1小时、08:00、明天 08:00、停、走
  /save 文件.chat  把对话写成场景
  /who             有哪些人和群
  /quit            结束`,
  },
  noCommand: (given: string): Told => ({
    en: `There is no ${given}; /help lists what there is`,
    zh: `没有 ${given}；/help 列出可用的命令`,
  }),
  needs: (usage: string): Told => ({ en: `Write ${usage}`, zh: `请写 ${usage}` }),
} as const;

export const playWords = {
  noFiles: {
    en: "Which scenes? Give .chat files, or folders of them",
    zh: "要演哪些场景？请给出 .chat 文件或文件夹",
  },
  noScripts: (place: string): Told => ({
    en: `There is no .chat file in ${place}`,
    zh: `${place} 中没有 .chat 文件`,
  }),
  noScenes: (file: string): Told => ({
    en: `${file} has no scene: write a line like scene The bot answers above its first message`,
    zh: `${file} 中没有场景：请在第一句话前写一行，如 场景 机器人会回答`,
  }),
  noneLeft: (filter: string): Told => ({
    en: `No scene has ${filter} in its file or title`,
    zh: `没有文件名或标题含 ${filter} 的场景`,
  }),
  cannotRead: (file: string, reason: string): Told => ({
    en: `Cannot read ${file}: ${reason}`,
    zh: `无法读取 ${file}：${reason}`,
  }),
  notOneOf: (option: string, all: readonly string[], given: string): Told => ({
    en: `${option} must be ${all.join(", ")}, not ${given}`,
    zh: `${option} 只能是 ${all.join("、")}，不能是 ${given}`,
  }),
  badListen: (given: string): Told => ({
    en: `--listen must be where the bot listens, like ws://127.0.0.1:8080/onebot/v11/ws or http://127.0.0.1:8080/, not ${given}`,
    zh: `--listen 应为机器人监听的地址，如 ws://127.0.0.1:8080/onebot/v11/ws 或 http://127.0.0.1:8080/，不能是 ${given}`,
  }),
  needsPort: {
    en: "Several jobs need a port each: write {port} in the address of --listen, and in the command of --bot",
    zh: "多个任务需要各自的端口：请在 --listen 的地址和 --bot 的命令中写 {port}",
  },
  oneServer: {
    en: "At a server that runs already there is one world: leave --jobs, --bot and --listen away",
    zh: "已在运行的服务端只有一个世界：请去掉 --jobs、--bot 和 --listen",
  },
  botPrinted: { en: "the bot printed:", zh: "机器人的输出：" },
  botEnded: (command: string, how: string | number, output: string): Told => ({
    en: `The bot has ended with ${how}: ${command}${output === "" ? "" : `\n${output}`}`,
    zh: `机器人已退出（${how}）：${command}${output === "" ? "" : `\n${output}`}`,
  }),
  botAbsent: (url: string, ms: number, output: string): Told => ({
    en: `No bot has connected to ${url} within ${ms} ms${output === "" ? "" : `; it printed\n${output}`}`,
    zh: `${ms} 毫秒内没有机器人连接到 ${url}${output === "" ? "" : `；它的输出是\n${output}`}`,
  }),
  waiting: (url: string): Told => ({
    en: `Waiting for the bot at ${url}`,
    zh: `等待机器人连接 ${url}`,
  }),
  summary: ({
    passed,
    failed,
    seconds,
  }: {
    passed: number;
    failed: number;
    seconds: string;
  }): Told => ({
    en: `${passed} passed, ${failed} failed (${seconds} s)`,
    zh: `${passed} 个通过，${failed} 个失败（${seconds} 秒）`,
  }),
  watching: { en: "Watching; Ctrl+C ends", zh: "监视中；按 Ctrl+C 结束" },
} as const;
