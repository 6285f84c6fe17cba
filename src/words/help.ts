/** What --help says. */
import type { Told } from "./language.ts";

/** The page of the program; `commands` are the lines of its commands. */
export function program(version: string, commands: string): Told {
  return {
    en: `onebot ${version}, a OneBot 11 server

Usage: onebot [COMMAND] [OPTIONS]

${commands}

  onebot COMMAND --help tells more; without a command it serves.
  onebot --version      prints the version.
  --lang zh|en          the language of what is said here; else that of LC_ALL, LC_MESSAGES or LANG

Exit codes: 0 done, 1 refused or failed, 2 wrong use, 3 no connection
`,
    zh: `onebot ${version}，OneBot 11 服务端

用法：onebot [命令] [选项]

${commands}

  onebot 命令 --help    查看该命令的详细说明；不写命令即启动服务
  onebot --version      显示版本
  --lang zh|en          界面语言；默认依 LC_ALL、LC_MESSAGES、LANG 而定

退出码：0 完成，1 被拒绝或失败，2 用法错误，3 连接不上
`,
  };
}

export const summaries = {
  serve: { en: "start the server (the default)", zh: "启动服务（默认命令）" },
  check: {
    en: "say whether a configuration is right, and what is wrong with it",
    zh: "检查配置，指出错误",
  },
  init: { en: "write a commented onebot.toml here", zh: "在当前目录写一份带注释的 onebot.toml" },
  call: { en: "make one call, as the bot or as anybody", zh: "以机器人或任何人的身份调用一次动作" },
  tail: { en: "show events as they come", zh: "实时显示事件" },
  why: {
    en: "say whether a client gets an event, and by which rule",
    zh: "说明某个客户端是否收到某个事件，依据哪条规则",
  },
  play: {
    en: "play scenes (.chat) to a bot, and say whether it does what is expected",
    zh: "向机器人演出场景（.chat），检查它是否按预期行事",
  },
  chat: {
    en: "talk as anybody, in a terminal or through a pipe",
    zh: "以任何人的身份聊天，可在终端，也可用管道",
  },
  record: {
    en: "write what goes on as a scene that onebot play plays again",
    zh: "把发生的事写成场景，供 onebot play 重演",
  },
  sessions: {
    en: "say what waits for bots that are away, or forget it",
    zh: "列出等待不在线机器人的事件，或将其丢弃",
  },
  docs: {
    en: "print a page of the manual, or say which there are",
    zh: "显示手册的一页，或列出有哪些",
  },
} as const satisfies Record<string, Told>;

const config: Told = {
  en: `  -c, --config FILE   the configuration; else ./onebot.toml, else the built-in one
  --set KEY=VALUE     overrides a key, like --set ws.port=0; may be repeated`,
  zh: `  -c, --config 文件   配置文件；默认为 ./onebot.toml，没有则用内置配置
  --set 键=值         覆盖一个键，如 --set ws.port=0；可重复`,
};

const connection: Told = {
  en: `  --url URL     the server; else what ./onebot.toml says, else ws://127.0.0.1:6700
  --token TOKEN the access token; else what ./onebot.toml says`,
  zh: `  --url 地址    服务端；默认见 ./onebot.toml，没有则为 ws://127.0.0.1:6700
  --token TOKEN  访问令牌；默认见 ./onebot.toml`,
};

export const helps = {
  serve: {
    en: `Usage: onebot [serve] [OPTIONS]

Starts the server and runs until SIGINT, SIGTERM or SIGHUP; a second signal ends it at once.

${config.en}
  --ready-file FILE   where the addresses are written, as JSON, once all listens; removed at the end`,
    zh: `用法：onebot [serve] [选项]

启动服务，直到收到 SIGINT、SIGTERM 或 SIGHUP；再次收到信号则立即结束。

${config.zh}
  --ready-file 文件   全部开始监听后，把各地址以 JSON 写入此文件；结束时删除`,
  },
  check: {
    en: `Usage: onebot check [OPTIONS]

Reads the configuration, names every mistake, and exits with 0 or 1. Names what is allowed but unwise, too.

${config.en}`,
    zh: `用法：onebot check [选项]

读取配置，指出每一处错误，以 0 或 1 退出；允许但不妥之处也会指出。

${config.zh}`,
  },
  init: {
    en: `Usage: onebot init [-c FILE]
       onebot init chat|pytest|vitest|bun-test

Writes the configuration, with every key explained, to ./onebot.toml or FILE; or a working example of a test for a
bot: conversations with a workflow for CI, or a file of fixtures without dependencies, a bot and its test. Never overwrites.`,
    zh: `用法：onebot init [-c 文件]
      onebot init chat|pytest|vitest|bun-test

把配置写到 ./onebot.toml 或指定文件，每个键都有说明；或者写一套能运行的机器人测试示例：对话和 CI 流程，
或一个没有依赖的测试工具文件、一个机器人和它的测试。不覆盖已有文件。`,
  },
  call: {
    en: `Usage: onebot call [OPTIONS] ACTION [KEY=VALUE ... | JSON | @FILE | -]

Prints the reply's data. A value is JSON where it parses, else text; @FILE is the content of a file,
as base64://, or as text where its name ends in .json. In a message a picture, a sound or a video is
itself, and a text file is what it says.
All params may be one JSON object: as text, in a file (@params.json), or from standard input (-).
People and groups may be named in the place of their numbers, by a part of the name or the card too.

  onebot call get_group_list
  onebot call --as Alice send_private_msg user_id=Bot message=hello
  onebot call send_group_msg group_id="Bot test group" 'message=[CQ:at,qq=Alice] hi'
  onebot call send_group_msg group_id=10010 message=@cat.png
  onebot call set_group_portrait group_id=10010 file=@cat.png

  --as WHO      the account to be, by number or name; else the bot under test
  --json        prints the whole reply
${connection.en}

Exit codes: 1 the server refused, 2 wrong use, 3 no connection`,
    zh: `用法：onebot call [选项] 动作 [键=值 ... | JSON | @文件 | -]

打印响应中的 data。值能按 JSON 解析则为 JSON，否则为文本；@文件 即该文件的内容（base64://；.json 文件为文本）。
message 里的图片、语音、视频文件发出的就是图片、语音、视频，文本文件则是其中的文字。
全部参数也可写成一个 JSON 对象：直接写、放在文件中（@params.json）或由标准输入给出（-）。
人和群可以写名字、群名片或其中一部分，不必写号码。

  onebot call get_group_list
  onebot call --as Alice send_private_msg user_id=Bot message=你好
  onebot call send_group_msg group_id="Bot test group" 'message=[CQ:at,qq=Alice] 你好'
  onebot call send_group_msg group_id=10010 message=@cat.png
  onebot call set_group_portrait group_id=10010 file=@cat.png

  --as 谁       以谁的身份，写号码或名字；默认为被测试的机器人
  --json        打印整个响应
${connection.zh}

退出码：1 被服务端拒绝，2 用法错误，3 连接不上`,
  },
  tail: {
    en: `Usage: onebot tail [OPTIONS]

Prints each event as one line of JSON, but for heartbeats, until it is interrupted or nobody reads it any more.

  --as WHO      whose events, by number or name; may be repeated; else those of the bot under test
  --all         everybody's
  --pretty      says in words who says and does what; what several accounts see is said once
  --heartbeats  prints them too
${connection.en}`,
    zh: `用法：onebot tail [选项]

每个事件一行 JSON，不含心跳，直到被中断或输出不再有人读取。

  --as 谁       看谁的事件，写号码或名字；可重复；默认为被测试的机器人
  --all         所有人的事件
  --pretty      用文字说明谁说了什么、做了什么；多个账号都看到的只说一次
  --heartbeats  也显示心跳
${connection.zh}`,
  },
  why: {
    en: `Usage: onebot why [OPTIONS] CLIENT EVENT.json

Judges an event, as onebot tail prints it, by the [[client]] of that name: whether it gets it, and by which of its
rules. - reads the event from standard input. Exits with 0 where the client gets it, with 1 where not.

  onebot why weather event.json

${config.en}`,
    zh: `用法：onebot why [选项] 客户端 事件.json

按该名称的 [[client]] 判断一个事件（onebot tail 打印的格式）：是否会收到，依据哪条规则。
- 表示从标准输入读取事件。会收到则以 0 退出，否则以 1 退出。

  onebot why weather event.json

${config.zh}`,
  },
  play: {
    en: `Usage: onebot play [OPTIONS] FILE.chat ... | FOLDER ...

Plays scenes to a bot, each in a fresh world, and says whether the bot did what is expected; onebot docs chat
has the grammar. The server is one of its own, in memory on a free port.

  --bot "COMMAND"     starts the bot, with ONEBOT_WS_URL, ONEBOT_HTTP_URL, ONEBOT_ACCESS_TOKEN and ONEBOT_PORT;
                      {url}, {http} and {port} in it are replaced. Without it a bot is waited for
  --listen ADDRESS    where the bot listens, if it is dialled: ws:// for reverse WebSocket, http:// for HTTP POST;
                      {port} in it is a free port, that of ONEBOT_PORT
  --patience MS       how long the bot has to be there (30000)
  --restart           starts the bot anew for each scene
  --jobs N            a server and a bot each (1)
  --filter TEXT       only scenes with it in their file or title
  --reporter NAME     text, tap, junit or json (text)
  --watch             plays again whenever a script changes
  --url URL, --token TOKEN
                      a server that runs already; its world is put aside and brought back
${config.en}

Exit codes: 0 all passed, 1 a scene failed, 2 it could not be run`,
    zh: `用法：onebot play [选项] 文件.chat ... | 文件夹 ...

向机器人演出场景，每个场景都从全新的世界开始，并检查机器人是否按预期行事；语法见 onebot docs chat。
服务端是自带的，在内存中、空闲端口上。

  --bot "命令"        启动机器人，并给出 ONEBOT_WS_URL、ONEBOT_HTTP_URL、ONEBOT_ACCESS_TOKEN、ONEBOT_PORT；
                      命令中的 {url}、{http}、{port} 会被替换。不写则等待机器人来连接
  --listen 地址       机器人在哪里监听（由服务端去连）：ws:// 为反向 WebSocket，http:// 为 HTTP POST；
                      其中的 {port} 是空闲端口，与 ONEBOT_PORT 相同
  --patience 毫秒     等机器人就绪多久（30000）
  --restart           每个场景都重新启动机器人
  --jobs N            同时演几场，各有服务端和机器人（1）
  --filter 文本       只演文件名或标题含此文本的场景
  --reporter 名称     text、tap、junit 或 json（text）
  --watch             剧本改动时重演
  --url 地址、--token TOKEN
                      已在运行的服务端；它的世界会先放到一边，演完恢复
${config.zh}

退出码：0 全部通过，1 有场景失败，2 无法演出`,
  },
  chat: {
    en: `Usage: onebot chat [OPTIONS]

Shows what people and bots say, and says and does what is typed: a line of text is said as whoever you are, where
you are; a line of the grammar of conversations (Bob: hi, Alice calls ..., clock +1h) is done. /help lists the
commands that begin with a slash. Through a pipe the lines of standard input are done one after another.

  --as WHO      who you are, by number or name; else the first who is not the bot
  --in GROUP    where you are; else the first group that you are in
  --linger TIME how long what comes after the last line of a pipe is shown (1s)
${connection.en}

Exit codes: 1 something was refused (in a pipe), 2 wrong use, 3 no connection`,
    zh: `用法：onebot chat [选项]

显示人和机器人说的话，并执行输入的内容：普通文本以你的身份在当前位置说出；对话语法的一行
（Bob: hi、Alice 调用 ...、时间 +1小时）则照做。/help 列出以斜杠开头的命令。用管道时，逐行执行标准输入。

  --as 谁       以谁的身份，写号码或名字；默认为机器人之外的第一个人
  --in 群       在哪个群；默认为你所在的第一个群
  --linger 时长 管道输入结束后再显示多久（1s）
${connection.zh}

退出码：1 有内容被拒绝（管道），2 用法错误，3 连接不上`,
  },
  record: {
    en: `Usage: onebot record [OPTIONS] [FILE.chat]

Writes what goes on as a scene: what people did is done again, and what bots did is expected of them. Goes on until
it is interrupted. Pictures are written beside FILE. Without FILE the scene is printed.

  --from CURSOR the place in the record to begin at: 0 for all that is remembered; else from now on
  --for TIME    how long, like 30s; 0s ends at once
  --title TEXT  the title of the scene
  --force       overwrites FILE
${connection.en}`,
    zh: `用法：onebot record [选项] [文件.chat]

把发生的事写成一个场景：人做过的事会重做，机器人做过的事成为预期。直到被中断为止。图片写在文件旁边。
不写文件名则打印出来。

  --from 游标   从记录的何处开始：0 为记得的全部；默认从现在开始
  --for 时长    记录多久，如 30s；0s 立即结束
  --title 文本  场景的标题
  --force       覆盖已有文件
${connection.zh}`,
  },
  sessions: {
    en: `Usage: onebot sessions [OPTIONS]
       onebot sessions drop CLIENT [ACCOUNT] [OPTIONS]

Lists each [[client]] with a session: whether it is here, how many events wait for it and for how long, and how many
it missed. drop forgets what waits for a client. It needs the token of auth.access_token.

${connection.en}
  --json        prints the whole reply`,
    zh: `用法：onebot sessions [选项]
      onebot sessions drop 客户端 [账号] [选项]

列出每个启用会话的 [[client]]：是否在线、有多少事件在等它、等了多久、错过多少。
drop 丢弃等待某个客户端的事件。需要 auth.access_token。

${connection.zh}
  --json        打印完整的回复`,
  },
  docs: {
    en: `Usage: onebot docs [TOPIC]

Prints a page of the manual, named by its topic or its title; without one, says which there are.
In a terminal the page is laid out for it; into a file or a pipe it goes as Markdown.`,
    zh: `用法：onebot docs [主题]

显示手册的一页，写主题或标题均可；不写则列出有哪些。
在终端中会排版显示；写入文件或管道时为 Markdown 原文。`,
  },
} as const satisfies Record<keyof typeof summaries, Told>;
