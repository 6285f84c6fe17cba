/** What the commands say when they are used wrongly, or fail. */
import type { Told } from "./language.ts";

/** `nearest` is what was meant, perhaps. */
function meant(nearest: string | undefined): Told {
  if (nearest === undefined) return { en: "", zh: "" };
  return { en: `; did you mean ${nearest}?`, zh: `；是否想写 ${nearest}？` };
}

function listed(names: readonly string[]): Told {
  return { en: names.join(", "), zh: names.join("、") };
}

export const usage = {
  noPage: (given: string, nearest: string | undefined, all: readonly string[]): Told => ({
    en: `There is no page ${given}${meant(nearest).en || `; there are ${listed(all).en}`}`,
    zh: `没有 ${given} 这一页${meant(nearest).zh || `；可用的有 ${listed(all).zh}`}`,
  }),
  noCommand: (given: string, nearest: string | undefined, all: readonly string[]): Told => ({
    en: `There is no command ${given}${meant(nearest).en || `; there are ${listed(all).en}`}`,
    zh: `没有 ${given} 这个命令${meant(nearest).zh || `；可用的有 ${listed(all).zh}`}`,
  }),
  noKit: (given: string, nearest: string | undefined, all: readonly string[]): Told => ({
    en: `There is no example for ${given}${meant(nearest).en || `; there are ${listed(all).en}`}`,
    zh: `没有 ${given} 的示例${meant(nearest).zh || `；可用的有 ${listed(all).zh}`}`,
  }),
  noOption: (given: string, nearest: string | undefined, all: readonly string[]): Told => ({
    en: `There is no option ${given}${meant(nearest).en || `; there are ${listed(all).en}`}`,
    zh: `没有 ${given} 这个选项${meant(nearest).zh || `；可用的有 ${listed(all).zh}`}`,
  }),
  needsValue: (option: string): Told => ({
    en: `${option} needs a value: write ${option}=VALUE`,
    zh: `${option} 需要一个值：写成 ${option}=值`,
  }),
  takesNoValue: (option: string): Told => ({
    en: `${option} takes no value`,
    zh: `${option} 不带值`,
  }),
  noArguments: (given: string): Told => ({
    en: `${given} is too much: this command takes options only`,
    zh: `多余的 ${given}：此命令只接受选项`,
  }),
  badLanguage: (given: string): Told => ({
    en: `--lang must be zh or en, not ${given}`,
    zh: `--lang 只能是 zh 或 en，不能是 ${given}`,
  }),
  noAction: {
    en: "Which action? Like: onebot call get_login_info",
    zh: "要调用哪个动作？例如：onebot call get_login_info",
  },
  noSession: {
    en: "Use it as onebot sessions, or onebot sessions drop CLIENT [ACCOUNT]",
    zh: "用法：onebot sessions，或 onebot sessions drop 客户端 [账号]",
  },
  noEvent: {
    en: "Which client, and which event? Like: onebot why weather event.json",
    zh: "哪个客户端、哪个事件？例如：onebot why weather event.json",
  },
  noClient: (given: string, nearest: string | undefined, all: readonly string[]): Told => ({
    en: `There is no client ${given}${meant(nearest).en || `; there are ${listed(all).en || "none"}`}`,
    zh: `没有客户端 ${given}${meant(nearest).zh || `；有 ${listed(all).zh || "（无）"}`}`,
  }),
  badUrl: (given: string): Told => ({
    en: `--url must be like ws://127.0.0.1:6700, not ${given}`,
    zh: `--url 应形如 ws://127.0.0.1:6700，不能是 ${given}`,
  }),
} as const;

export const params = {
  notPairs: (word: string): Told => ({
    en: `Write params as key=value, or all as one JSON object, not ${word}`,
    zh: `参数请写成 键=值，或全部写成一个 JSON 对象，不能是 ${word}`,
  }),
  /** Shells take quotes away, each in its own way. */
  badJson: (given: string, reason: string): Told => ({
    en: `These params are no JSON object (${reason}); what came is: ${given}
Quotes are taken away by the shell. Write
  sh, zsh:     '{"group_id": 10010, "message": "hi"}'
  PowerShell:  '{\\"group_id\\": 10010, \\"message\\": \\"hi\\"}' (from 7.3 on as in sh)
  cmd:         "{\\"group_id\\": 10010, \\"message\\": \\"hi\\"}"
or put them into a file: @params.json; or write group_id=10010 message=hi`,
    zh: `这些参数不是 JSON 对象（${reason}）；收到的是：${given}
引号会被命令行解释器去掉，请写成
  sh、zsh：    '{"group_id": 10010, "message": "hi"}'
  PowerShell： '{\\"group_id\\": 10010, \\"message\\": \\"hi\\"}'（7.3 起与 sh 相同）
  cmd：        "{\\"group_id\\": 10010, \\"message\\": \\"hi\\"}"
或放入文件：@params.json；或写成 group_id=10010 message=hi`,
  }),
  badJsonFrom: (source: string, reason: string): Told => ({
    en: `${source} holds no JSON object: ${reason}`,
    zh: `${source} 中不是 JSON 对象：${reason}`,
  }),
  noText: (source: string, reason: string): Told => ({
    en: `${source} holds no text: ${reason}`,
    zh: `${source} 中不是文本：${reason}`,
  }),
  noMessage: (file: string, type: string): Told => ({
    en: `${file} is ${type}: a message takes pictures, sounds, videos and texts; upload_group_file and upload_private_file send files`,
    zh: `${file} 是 ${type}：消息只能是图片、语音、视频或文本；发送文件请用 upload_group_file 或 upload_private_file`,
  }),
  standardInput: { en: "Standard input", zh: "标准输入" },
  noFile: (file: string, reason: string): Told => ({
    en: `Cannot read ${file}: ${reason}. A text that begins with @ is written as JSON: "@..." in quotes`,
    zh: `无法读取 ${file}：${reason}。以 @ 开头的文本请写成带引号的 JSON："@..."`,
  }),
  noSuchFile: { en: "there is no such file", zh: "没有这个文件" },
} as const;

export const names = {
  unknownPerson: (name: string, there: readonly string[]): Told => ({
    en: `Nobody here is called ${name}; there are ${listed(there).en}`,
    zh: `没有叫 ${name} 的人；有 ${listed(there).zh}`,
  }),
  unknownGroup: (name: string, there: readonly string[]): Told => ({
    en: `No group here is called ${name}; there are ${listed(there).en || "none"}`,
    zh: `没有叫 ${name} 的群；有 ${listed(there).zh || "（无）"}`,
  }),
  ambiguous: (name: string, there: readonly string[]): Told => ({
    en: `${name} may be ${listed(there).en}; give the number`,
    zh: `${name} 可能是 ${listed(there).zh}；请写号码`,
  }),
} as const;

/** Where the address of a server comes from. */
export const origins = {
  option: { en: "as --url says", zh: "来自 --url" },
  file: (source: string): Told => ({ en: `as ${source} says`, zh: `来自 ${source}` }),
  fallback: { en: "the default", zh: "默认地址" },
  unread: {
    en: "the default, as onebot.toml cannot be used",
    zh: "onebot.toml 无法使用，这是默认地址",
  },
} as const;

export const outcomes = {
  failed: (action: string, retcode: number, message: string | undefined): Told => ({
    en: `${action} failed with ${retcode}: ${message ?? "no reason given"}`,
    zh: `${action} 失败，返回码 ${retcode}：${message ?? "未说明原因"}`,
  }),
  /** `origin` says where the address comes from. */
  cannotConnect: (where: string, origin: string, why: string): Told => ({
    en: `Cannot connect to ${where} (${origin}): ${why}`,
    zh: `无法连接 ${where}（${origin}）：${why}`,
  }),
  withoutConfig: (where: string): Told => ({
    en: `The configuration cannot be used; going on with ${where}`,
    zh: `配置无法使用，改用 ${where} 继续`,
  }),
  nothingThere: {
    en: "nothing answers there; is the server running?",
    zh: "那里没有应答；服务启动了吗？",
  },
  closed: (code: number, reason: string): Told => ({
    en: `The server closed the connection: ${code} ${reason}`.trim(),
    zh: `服务端关闭了连接：${code} ${reason}`.trim(),
  }),
  cannotRead: (file: string, reason: string): Told => ({
    en: `Cannot read ${file}: ${reason}`,
    zh: `无法读取 ${file}：${reason}`,
  }),
  noEventIn: (source: string, reason: string): Told => ({
    en: `${source} holds no event: ${reason}`,
    zh: `${source} 中没有事件：${reason}`,
  }),
  exists: (file: string): Told => ({
    en: `${file} exists already and is left as it is`,
    zh: `${file} 已存在，未改动`,
  }),
  cannotWrite: (file: string, reason: string): Told => ({
    en: `Cannot write ${file}: ${reason}`,
    zh: `无法写入 ${file}：${reason}`,
  }),
  wrote: (file: string, command: string): Told => ({
    en: `Wrote ${file}; start with: ${command}`,
    zh: `已写入 ${file}；启动：${command}`,
  }),
} as const;
