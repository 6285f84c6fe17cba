/** What each key of the configuration means. */
import type { Config } from "../config/config.ts";
import type { Summary } from "../protocol/action.ts";

/** The keys at the ends of the tree, by their paths; an array is one. */
type Path<Table> = {
  [Key in keyof Table & string]: Table[Key] extends readonly unknown[]
    ? Key
    : Table[Key] extends object
      ? `${Key}.${Path<Table[Key]>}`
      : Key;
}[keyof Table & string];

/** One without words does not compile. */
export const keys: Readonly<Record<Path<Config>, Summary>> = {
  data_dir: {
    en: 'where the world is kept; `":memory:"` keeps nothing',
    zh: '世界的存放位置；`":memory:"` 不落盘',
  },
  "ws.enable": { en: "forward WebSocket", zh: "正向 WebSocket" },
  "ws.host": { en: "address to listen on", zh: "监听地址" },
  "ws.port": { en: "port; `0` picks a free one", zh: "端口；`0` 选一个空闲端口" },
  "ws.allowed_origins": {
    en: 'web pages that may connect where no token is set, like `"https://example.com"`',
    zh: '没有设置 token 时允许连接的网页来源，如 `"https://example.com"`',
  },
  "ws.allowed_hosts": {
    en: "names, beside IP addresses and localhost, under which this server may be reached where no token is set",
    zh: "没有设置 token 时，除 IP 地址和 localhost 之外，允许用来访问本服务端的主机名",
  },
  "ws.ping_interval": {
    en: "milliseconds between PINGs; a peer that answers none of two is disconnected. `0`: none",
    zh: "发送 PING 的间隔，毫秒；对方连续两次不回应就断开。`0` 不发送",
  },
  "http.enable": { en: "calls over HTTP", zh: "HTTP 调用" },
  "http.host": {
    en: "address to listen on; with the host and port of `ws`, one listener serves both",
    zh: "监听地址；地址和端口都与 `ws` 相同时，两者共用一个端口",
  },
  "http.port": { en: "port; `0` picks a free one", zh: "端口；`0` 选一个空闲端口" },
  "http.allowed_origins": {
    en: "web pages that may call where no token is set, and read the answers",
    zh: "没有设置 token 时允许调用的网页来源，这些网页能读到响应",
  },
  "http.allowed_hosts": { en: "as `ws.allowed_hosts`", zh: "同 `ws.allowed_hosts`" },
  "http_post.enable": {
    en: "posting events; nothing is posted while there is no address",
    zh: "上报事件；没有地址时不上报",
  },
  "http_post.url": {
    en: "where to, one address or a list",
    zh: "上报地址，可以写一个，也可以写一个列表",
  },
  "http_post.timeout": {
    en: "seconds to wait for the answer; `0`: as long as it takes",
    zh: "等待响应的秒数；`0` 一直等",
  },
  "http_post.secret": { en: "signs each post (`X-Signature`)", zh: "签名密钥（`X-Signature`）" },
  "http_post.retries": { en: "how often a post is repeated that failed", zh: "上报失败后重试几次" },
  "http_post.retry_interval": {
    en: "milliseconds before that, doubled each time",
    zh: "首次重试前等待的毫秒数，之后每次翻倍",
  },
  "http_post.queue": {
    en: "events under way or waiting; past it the oldest are dropped",
    zh: "正在上报和等待上报的事件数；超出则丢弃最早的",
  },
  "http_post.target": {
    en: "one more address, with its own settings",
    zh: "再加一个上报地址，单独设置",
  },
  "ws_reverse.enable": {
    en: "reverse WebSocket; nothing is dialled while there is no address",
    zh: "反向 WebSocket；没有地址时不连接",
  },
  "ws_reverse.url": { en: "address of the bot", zh: "机器人的地址" },
  "ws_reverse.api_url": {
    en: "address for the API role, in the place of `url`",
    zh: "API 角色的地址，代替 `url`",
  },
  "ws_reverse.event_url": {
    en: "address for the Event role, in the place of `url`",
    zh: "Event 角色的地址，代替 `url`",
  },
  "ws_reverse.use_universal_client": {
    en: "one connection for both roles, as most frameworks want",
    zh: "两个角色共用一条连接，多数框架需要",
  },
  "ws_reverse.reconnect_interval": {
    en: "milliseconds between attempts",
    zh: "重连间隔，毫秒",
  },
  "ws_reverse.target": {
    en: "one more bot to dial, with its own settings",
    zh: "再加一个机器人，单独设置",
  },
  "auth.access_token": {
    en: "the token, in ASCII without spaces; empty: none is asked for",
    zh: "token，只能是不含空格的 ASCII；为空则不校验",
  },
  client: {
    en: "a bot with a token, rights, a filter and a pace of its own, see [clients](clients.md)",
    zh: "一个机器人，有自己的 token、权限、过滤和节奏，见[多个机器人](clients.md)",
  },
  "account.rate_limit.interval": {
    en: "milliseconds between what all clients together send as one account; `0`: no limit",
    zh: "所有客户端合计，同一账号两次发送之间的毫秒数；`0` 不限",
  },
  "account.rate_limit.burst": { en: "how much of it may come at once", zh: "其中可以同时发送几次" },
  "account.rate_limit.wait": {
    en: "milliseconds that a client without a `rate_limit` of its own waits for its turn",
    zh: "自己没有 `rate_limit` 的客户端最多等待的毫秒数",
  },
  "account.group_rate_limit.interval": {
    en: "the same for what is sent to one group",
    zh: "同上，只算发往同一个群的",
  },
  "account.group_rate_limit.burst": {
    en: "how much of it may come at once",
    zh: "其中可以同时发送几次",
  },
  "account.group_rate_limit.wait": {
    en: "as `account.rate_limit.wait`, where that limit is off",
    zh: "同 `account.rate_limit.wait`，用于没有那个限制时",
  },
  "event.message_format": {
    en: "format of messages, where the connection does not choose",
    zh: "连接没有指定时的消息格式",
  },
  "event.report_self_message": {
    en: "an account is told what it sends itself, as `message_sent`",
    zh: "账号自己发的消息也上报给它自己，事件是 `message_sent`",
  },
  "event.private_file": {
    en: "what a person is told of a file that `upload_private_file` sends: a `message` with a segment `file`, as with NapCat, or a `notice` `offline_file`, as with go-cqhttp",
    zh: "用 `upload_private_file` 发文件时，对方收到什么：`message` 是带 `file` 段的消息（同 NapCat），`notice` 是 `offline_file` 通知（同 go-cqhttp）",
  },
  "journal.max_events": {
    en: "events that are kept for clients with a session; the oldest go first",
    zh: "为有会话的客户端保留多少个事件，最旧的先丢弃",
  },
  "journal.max_bytes": { en: "the same in bytes", zh: "同上，按字节计" },
  "journal.max_age": { en: "the same in milliseconds", zh: "同上，按毫秒计" },
  "journal.synchronous": {
    en: "what a power failure may take: `normal` the last second, `full` nothing, at the cost of waiting for the disk in each tick",
    zh: "断电时可能丢失什么：`normal` 丢失最后一秒，`full` 不丢失，但每次都要等待磁盘",
  },
  "heartbeat.enable": { en: "heartbeat events", zh: "心跳事件" },
  "heartbeat.interval": { en: "milliseconds between them", zh: "心跳间隔，毫秒" },
  "api.rate_limit_interval": {
    en: "milliseconds between calls named `…_rate_limited`",
    zh: "`…_rate_limited` 限速调用的间隔，毫秒",
  },
  "console.enable": {
    en: "the page for browsers at `/` of the forward WebSocket's address",
    zh: "控制台：用浏览器打开正向 WebSocket 的地址 `/` 就能看到的页面",
  },
  "admin.enable": {
    en: "a listener with `/healthz` and `/metrics`",
    zh: "运维监听，提供 `/healthz` 和 `/metrics`",
  },
  "admin.host": { en: "address to listen on", zh: "监听地址" },
  "admin.port": { en: "port; `0` picks a free one", zh: "端口；`0` 选一个空闲端口" },
  "admin.allowed_hosts": { en: "as `ws.allowed_hosts`", zh: "同 `ws.allowed_hosts`" },
  "limits.frame_bytes": {
    en: "largest frame or HTTP body from a bot, in bytes",
    zh: "机器人发来的单帧或 HTTP 请求体的上限，字节",
  },
  "limits.reply_bytes": {
    en: "largest reply, in bytes; a larger one is refused with 1413",
    zh: "单个响应的上限，字节；超过则返回 1413",
  },
  "limits.send_buffer_bytes": {
    en: "bytes that a bot may leave unread for longer than `stall_timeout`",
    zh: "一个机器人最多可以积压多少字节不读；超过并持续 `stall_timeout` 就断开",
  },
  "limits.unread_bytes": {
    en: "the same for all bots together",
    zh: "所有机器人加起来最多可以积压多少字节不读",
  },
  "limits.stall_timeout": {
    en: "milliseconds a bot may stay above `send_buffer_bytes` before it is disconnected",
    zh: "积压超过 `send_buffer_bytes` 持续多少毫秒后断开",
  },
  "limits.connections": {
    en: "connections in all; lowered to the file descriptors there are, less 64",
    zh: "连接总数；最多为可用的文件描述符数减 64",
  },
  "limits.connections_per_address": {
    en: "connections from one address",
    zh: "来自同一地址的连接数",
  },
  "limits.pending_calls": {
    en: "calls without an answer yet, per connection; over HTTP per client and account",
    zh: "每个连接上尚未应答的调用数；HTTP 按客户端和账号计",
  },
  "limits.pending_bytes": {
    en: "bytes of such calls",
    zh: "这些调用的字节数",
  },
  "limits.rate_limited_calls": {
    en: "calls waiting in a rate-limited queue; each client and account has its own",
    zh: "限速队列里等待的调用数；每个客户端和账号各有一个队列",
  },
  "limits.queue_bytes": {
    en: "bytes that may wait in one queue: rate-limited calls, calls that run behind, posts",
    zh: "单个队列里等待的字节数：限速调用、后台调用、上报",
  },
  "limits.disk_bytes": {
    en: "bytes of the world on disk: database, snapshots and media",
    zh: "世界在磁盘上占用的字节：数据库、快照和媒体",
  },
  "limits.export_bytes": {
    en: "bytes of a world as one document: `.sandbox.export` with its media, `.sandbox.snapshot`",
    zh: "整个世界导出成一份文档的字节：`.sandbox.export`（含媒体）、`.sandbox.snapshot`",
  },
  "limits.forward_bytes": {
    en: "bytes of all forwarded conversations of one message",
    zh: "一条消息里全部合并转发的字节",
  },
  "limits.stop_timeout": {
    en: "milliseconds that calls under way get when stopping",
    zh: "停止时留给进行中的调用的毫秒数",
  },
  "log.level": { en: "how much is logged", zh: "日志级别" },
  "log.format": {
    en: 'with `"json"`, one JSON object a line',
    zh: '`"json"` 时每行一个 JSON 对象',
  },
  "sandbox.self_id": { en: "the bot under test", zh: "被测试的机器人" },
  "sandbox.control": {
    en: "whether the `.sandbox.*` actions exist",
    zh: "是否提供 `.sandbox.*` 动作",
  },
  "sandbox.public_url": {
    en: "where bots reach this server, for the addresses of media; empty: where it listens",
    zh: "机器人访问本服务端用的地址，媒体链接以它开头；为空则用监听地址",
  },
  "sandbox.file_folders": {
    en: "folders that `file://` may read from",
    zh: "允许 `file://` 读取的文件夹",
  },
  "sandbox.media_bytes": {
    en: "largest image, recording, video or file, in bytes",
    zh: "单个图片、语音、视频或文件的上限，字节",
  },
  "sandbox.download_timeout": {
    en: "milliseconds to fetch an `http(s)://` file",
    zh: "下载 `http(s)://` 文件的时限，毫秒",
  },
  "sandbox.allow_private_addresses": {
    en: "whether such files may come from private addresses",
    zh: "是否允许从内网地址下载",
  },
  "sandbox.cookies": {
    en: "what `get_cookies` and `get_credentials` give",
    zh: "`get_cookies` 和 `get_credentials` 返回的内容",
  },
  "sandbox.csrf_token": {
    en: "what `get_csrf_token` and `get_credentials` give",
    zh: "`get_csrf_token` 和 `get_credentials` 返回的内容",
  },
  "sandbox.user": {
    en: "a person of the first world; friendship is mutual",
    zh: "初始世界里的一个用户；好友是相互的",
  },
  "sandbox.group": { en: "a group of the first world", zh: "初始世界里的一个群" },
};
