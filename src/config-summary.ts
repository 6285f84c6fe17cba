/** What every key of the configuration is for, in both languages; one without does not compile. */
import type { Config } from "./config.ts";
import type { Summary } from "./protocol/action.ts";

/** A summary for each key; of rows, one for all of them and one for each key of a row. */
export type SummariesOf<Table> = {
  readonly [Key in keyof Table]-?: SummaryOf<NonNullable<Table[Key]>>;
};
type SummaryOf<Value> = Value extends readonly (infer Row)[]
  ? Row extends object
    ? { readonly summary: Summary; readonly keys: SummariesOf<Row> }
    : Summary
  : Value extends object
    ? SummariesOf<Value>
    : Summary;

const host = both("The address to listen on", "监听地址");
const port = both("The port; 0 picks a free one", "端口；0 选一个空闲端口");
const allowedHosts = both(
  "Names of this server that are taken where no token is set, beside IP addresses and localhost",
  "没有设置 token 时，除 IP 地址和 localhost 外还允许的主机名",
);
const account = both(
  "Whose events and calls; else the bot under test",
  "属于哪个账号；不写则是被测试的机器人",
);
const format = both("The format of messages", "消息格式");
const address = both("Its address", "地址");

export const configSummaries: SummariesOf<Config> = {
  data_dir: both(
    "Where the world is kept; :memory: keeps nothing",
    "世界存在哪里；:memory: 不落盘",
  ),
  ws: {
    enable: both("Forward WebSocket", "正向 WebSocket"),
    host,
    port,
    allowed_origins: both(
      "Web pages that may connect where no token is set",
      "没有设置 token 时允许连接的网页来源",
    ),
    allowed_hosts: allowedHosts,
    ping_interval: both(
      "Milliseconds between PINGs; a peer that answers none of two is disconnected; 0: none",
      "PING 的间隔，毫秒；连续两次没有回应的对端会被断开；0：不发送",
    ),
  },
  http: {
    enable: both("Calls over HTTP", "HTTP 调用"),
    host,
    port,
    allowed_origins: both(
      "Web pages that may call where no token is set, and read the answers",
      "没有设置 token 时允许调用的网页来源，这些网页能读到响应",
    ),
    allowed_hosts: allowedHosts,
  },
  http_post: {
    enable: both(
      "Posting events; nothing is posted while there is no address",
      "上报事件；没有地址时不上报",
    ),
    url: both("Where to, one address or a list", "上报到哪里，一个地址或一个列表"),
    timeout: both(
      "Seconds to wait for the answer; 0: as long as it takes",
      "等待响应的秒数；0 不限",
    ),
    secret: both("Signs each post with X-Signature", "签名密钥（X-Signature）"),
    retries: both("How often a post is repeated that failed", "上报失败后重试几次"),
    retry_interval: both(
      "Milliseconds before that, doubled each time",
      "重试前等待的毫秒数，逐次加倍",
    ),
    queue: both(
      "Events under way or waiting; past it the oldest are dropped",
      "正在上报和等待上报的事件数；超出则丢弃最早的",
    ),
    target: {
      summary: both("One more bot to post to", "再上报给一个机器人"),
      keys: {
        url: address,
        secret: both("Signs each post with X-Signature", "签名密钥（X-Signature）"),
        timeout: both("Seconds to wait for the answer", "等待响应的秒数"),
        account,
        format,
      },
    },
  },
  ws_reverse: {
    enable: both(
      "Reverse WebSocket; nothing is dialled while there is no address",
      "反向 WebSocket；没有地址时不连接",
    ),
    url: both("The address of the bot", "机器人的地址"),
    api_url: both("The same for the API role, in its place", "API 角色的地址，代替 url"),
    event_url: both("The same for the Event role, in its place", "Event 角色的地址，代替 url"),
    use_universal_client: both("One connection for both roles", "两个角色共用一条连接"),
    reconnect_interval: both("Milliseconds between attempts", "重连间隔，毫秒"),
    target: {
      summary: both("One more bot to dial", "再连接一个机器人"),
      keys: {
        url: address,
        role: both("What the connection carries", "连接的角色"),
        token: both("Its token; else auth.access_token", "它的 token；不写则用 auth.access_token"),
        account,
        format,
      },
    },
  },
  auth: {
    access_token: both("The token; empty: none is asked for", "token；为空则不校验"),
  },
  event: {
    message_format: both(
      "The format of messages, where the connection does not choose",
      "连接没有指定时的消息格式",
    ),
    report_self_message: both(
      "An account is told what it sends itself, as message_sent",
      "账号会以 message_sent 收到自己发的消息",
    ),
    private_file: both(
      "What a person is told of a file they are sent: a message, or the notice offline_file",
      "私聊文件以什么告知对方：消息，或 offline_file 通知",
    ),
  },
  heartbeat: {
    enable: both("Heartbeat events", "心跳事件"),
    interval: both("Milliseconds between them", "心跳间隔，毫秒"),
  },
  api: {
    rate_limit_interval: both(
      "Milliseconds between calls named …_rate_limited",
      "名为 …_rate_limited 的调用之间的间隔，毫秒",
    ),
  },
  admin: {
    enable: both("A listener for whoever runs the server", "给运维用的监听"),
    host,
    port,
    allowed_hosts: allowedHosts,
  },
  limits: {
    frame_bytes: both("The largest frame from a bot", "机器人发来的单帧上限，字节"),
    reply_bytes: both("The largest reply to a bot", "单个响应的上限，字节"),
    send_buffer_bytes: both(
      "A bot that leaves more than this unread is disconnected",
      "机器人积压未读超过这么多字节就断开",
    ),
    unread_bytes: both(
      "What all bots together may leave unread",
      "全部机器人积压未读的总上限，字节",
    ),
    stall_timeout: both(
      "Milliseconds in which a bot that is behind must read something",
      "积压的机器人多少毫秒内必须读走一些",
    ),
    connections: both("Connections in all", "连接总数"),
    connections_per_address: both("Connections from one address", "来自同一地址的连接数"),
    pending_calls: both(
      "Calls without an answer yet, per connection",
      "每个连接上尚未应答的调用数",
    ),
    pending_bytes: both("What calls without an answer may hold", "尚未应答的调用的总大小，字节"),
    rate_limited_calls: both("Calls waiting in the rate-limited queue", "限速队列里等待的调用数"),
    queue_bytes: both("What waits in each queue", "每个队列的大小，字节"),
    disk_bytes: both(
      "The world on disk: database, snapshots and media",
      "世界占用的磁盘：数据库、快照和媒体，字节",
    ),
    export_bytes: both(
      "A world as one document: an export with its media, a snapshot",
      "写成一份文档的世界：导出（含媒体）、快照，字节",
    ),
    forward_bytes: both(
      "All forwarded conversations of one message",
      "一条消息的全部合并转发，字节",
    ),
    stop_timeout: both(
      "Milliseconds that calls under way get when stopping",
      "停止时留给进行中的调用的毫秒数",
    ),
  },
  log: {
    level: both("How much is told", "日志级别"),
    format: both("Text, or one JSON object a line", "文本，或每行一个 JSON 对象"),
  },
  sandbox: {
    self_id: both("The bot under test", "被测试的机器人"),
    control: both("Whether the .sandbox.* actions exist", "是否提供 .sandbox.* 动作"),
    public_url: both(
      "Where bots reach this server, for the addresses of media; empty: where it listens",
      "机器人访问本服务端的地址，用于媒体的链接；为空则是监听地址",
    ),
    file_folders: both("Folders that file:// may read from", "允许 file:// 读取的文件夹"),
    media_bytes: both(
      "The largest image, recording, video or file",
      "单个图片、语音、视频或文件的上限，字节",
    ),
    download_timeout: both("Milliseconds to fetch a file", "下载文件的时限，毫秒"),
    allow_private_addresses: both(
      "Whether files may be fetched from private addresses",
      "是否允许从内网地址下载",
    ),
    cookies: both("What get_cookies gives", "get_cookies 返回的内容"),
    csrf_token: both("What get_csrf_token gives", "get_csrf_token 返回的内容"),
    user: {
      summary: both("Somebody in a new world", "新世界里的一个人"),
      keys: {
        id: both("Their number", "号码"),
        nickname: both("Their name", "昵称"),
        sex: both("Their sex", "性别"),
        age: both("Their age", "年龄"),
        friends: both("Their friends, who are so mutually", "好友，好友是相互的"),
      },
    },
    group: {
      summary: both("A group in a new world", "新世界里的一个群"),
      keys: {
        id: both("Its number", "群号"),
        name: both("Its name", "群名"),
        owner: both("Its owner", "群主"),
        admins: both("Its admins", "管理员"),
        members: both("Its other members", "其他成员"),
        max_member_count: both("How many it takes", "人数上限"),
      },
    },
  },
};

function both(en: string, zh: string): Summary {
  return { en, zh };
}
