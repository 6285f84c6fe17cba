/** What is to be pasted into each framework, with this server's address and token. */
import type { Told } from "../../../words/language.ts";
import { welcome as words } from "../words/welcome.ts";

export interface Ground {
  /** Where bots connect, like `ws://127.0.0.1:6700/`. */
  readonly address: string;
  /** Undefined where none is needed. */
  readonly token: string | undefined;
  readonly account: number;
}

export interface Framework {
  readonly name: string;
  readonly way: Told;
  readonly note: Told;
  readonly file: string;
  readonly write: (ground: Ground) => string;
}

/** As src/docs has them, where they are run by tests. */
export const frameworks: readonly Framework[] = [
  {
    name: "NoneBot",
    way: words.forward,
    note: words.noneBot,
    file: ".env",
    write: ({ address, token }) =>
      lines(
        "DRIVER=~websockets",
        `ONEBOT_WS_URLS=["${address}"]`,
        token && `ONEBOT_ACCESS_TOKEN=${token}`,
      ),
  },
  {
    name: "Koishi",
    way: words.forward,
    note: words.koishi,
    file: "koishi.yml",
    write: ({ address, token, account }) =>
      lines(
        "plugins:",
        "  http: {}",
        "  adapter-onebot:",
        "    protocol: ws",
        `    selfId: "${account}"`,
        `    endpoint: ${address}`,
        token && `    token: ${token}`,
      ),
  },
  {
    name: "ZeroBot",
    way: words.forward,
    note: words.zeroBot,
    file: "main.go",
    write: ({ address, token }) =>
      lines(
        "zero.RunAndBlock(&zero.Config{",
        '\tNickName:      []string{"bot"},',
        '\tCommandPrefix: "/",',
        "\tDriver: []zero.Driver{",
        `\t\tdriver.NewWebSocketClient("${address}", "${token ?? ""}"),`,
        "\t},",
        "}, nil)",
      ),
  },
  {
    name: "AstrBot",
    way: words.reverse,
    note: words.astrBot,
    file: "onebot.toml",
    write: () =>
      lines("[ws_reverse]", 'url = "ws://127.0.0.1:6199/ws"', "use_universal_client = true"),
  },
  {
    name: "node-napcat-ts",
    way: words.forward,
    note: words.napcat,
    file: "bot.mjs",
    write: ({ address, token }) =>
      lines(
        'import { NCWebsocket, Structs } from "node-napcat-ts";',
        "",
        `const bot = new NCWebsocket({ baseUrl: "${address}", accessToken: "${token ?? ""}" });`,
        'bot.on("message.private", async ({ user_id, raw_message }) => {',
        '  if (raw_message !== "ping") return;',
        '  await bot.send_private_msg({ user_id, message: [Structs.text("pong")] });',
        "});",
        "await bot.connect();",
      ),
  },
];

/** A bot without any framework. */
export function plainBot({ address, token }: Ground): string {
  const query = token === undefined ? "" : `?access_token=${encodeURIComponent(token)}`;
  return lines(
    `const socket = new WebSocket("${address}${query}");`,
    "socket.onmessage = ({ data }) => {",
    "  const event = JSON.parse(data);",
    '  if (event.raw_message !== "ping") return;',
    "  const { message_type, user_id, group_id } = event;",
    '  const params = { message_type, user_id, group_id, message: "pong" };',
    '  socket.send(JSON.stringify({ action: "send_msg", params }));',
    "};",
  );
}

function lines(...all: (string | undefined)[]): string {
  return all.filter((line) => line !== undefined).join("\n");
}
