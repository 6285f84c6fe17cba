/** The schema of onebot.toml: every key, its bounds, and its default when absent. */
import * as v from "valibot";

import { rules } from "../words/config.ts";
import { clientRow } from "./client.ts";
import {
  address,
  addressOrNone,
  choice,
  flag,
  format,
  id,
  ids,
  inLanguage,
  name,
  rows,
  seconds,
  table,
  text,
  texts,
  token,
  whole,
} from "./value.ts";

const urls = inLanguage(rules.addresses);

export const Config = table({
  data_dir: text("data"),
  ws: table({
    enable: flag(false),
    host: text("0.0.0.0"),
    port: whole(6700, 0, 65_535),
    allowed_origins: texts(),
    allowed_hosts: texts(),
    ping_interval: whole(0, 0, 86_400_000),
  }),
  http: table({
    enable: flag(true),
    host: text("0.0.0.0"),
    port: whole(5700, 0, 65_535),
    allowed_origins: texts(),
    allowed_hosts: texts(),
  }),
  http_post: table({
    enable: flag(true),
    url: v.optional(v.union([addressOrNone("http"), v.array(address("http"))], urls), ""),
    timeout: v.optional(seconds(), 0),
    secret: text(""),
    retries: whole(3, 0, 100),
    retry_interval: whole(1000, 1, 600_000),
    queue: whole(1000, 1, 100_000),
    target: rows({
      url: address("http"),
      secret: v.exactOptional(v.string()),
      timeout: v.exactOptional(seconds()),
      account: v.exactOptional(id()),
      format: v.exactOptional(format()),
      client: v.exactOptional(name()),
    }),
  }),
  ws_reverse: table({
    enable: flag(true),
    url: v.optional(addressOrNone("ws"), ""),
    api_url: v.optional(addressOrNone("ws"), ""),
    event_url: v.optional(addressOrNone("ws"), ""),
    use_universal_client: flag(false),
    reconnect_interval: whole(3000, 1, 86_400_000),
    target: rows({
      url: address("ws"),
      role: choice("Universal", "API", "Event"),
      token: v.exactOptional(token()),
      account: v.exactOptional(id()),
      format: v.exactOptional(format()),
      client: v.exactOptional(name()),
    }),
  }),
  auth: table({ access_token: v.optional(token(), "") }),
  client: rows(clientRow),
  account: table({
    rate_limit: table(accountRate()),
    group_rate_limit: table(accountRate()),
  }),
  event: table({
    message_format: choice("string", "array"),
    report_self_message: flag(false),
    private_file: choice("message", "notice"),
  }),
  journal: table({
    max_events: whole(1_000_000, 100, 100_000_000),
    max_bytes: whole(2 ** 30, 2 ** 20, 2 ** 40),
    max_age: whole(86_400_000, 1000, 2_592_000_000),
    synchronous: choice("normal", "full"),
  }),
  heartbeat: table({ enable: flag(false), interval: whole(15_000, 100, 86_400_000) }),
  api: table({ rate_limit_interval: whole(500, 0, 86_400_000) }),
  console: table({ enable: flag(false) }),
  admin: table({
    enable: flag(false),
    host: text("127.0.0.1"),
    port: whole(6701, 0, 65_535),
    allowed_hosts: texts(),
  }),
  limits: table({
    frame_bytes: whole(128 * 2 ** 20, 1024, 2 ** 30),
    reply_bytes: whole(64 * 2 ** 20, 65_536, 2 ** 30),
    send_buffer_bytes: whole(16 * 2 ** 20, 65_536, 2 ** 30),
    unread_bytes: whole(512 * 2 ** 20, 65_536, 2 ** 40),
    stall_timeout: whole(5000, 10, 600_000),
    connections: whole(4096, 1, 1_000_000),
    connections_per_address: whole(4096, 1, 1_000_000),
    pending_calls: whole(1024, 1, 1_000_000),
    pending_bytes: whole(256 * 2 ** 20, 65_536, 2 ** 40),
    rate_limited_calls: whole(1024, 1, 1_000_000),
    queue_bytes: whole(64 * 2 ** 20, 65_536, 2 ** 40),
    disk_bytes: whole(4 * 2 ** 30, 2 ** 20, 2 ** 50),
    export_bytes: whole(64 * 2 ** 20, 1024, 2 ** 29),
    forward_bytes: whole(10 * 2 ** 20, 1024, 2 ** 29),
    stop_timeout: whole(5000, 0, 600_000),
  }),
  log: table({
    level: choice("info", "debug", "warning", "error"),
    format: choice("text", "json"),
  }),
  sandbox: table({
    self_id: v.optional(id(), 10001),
    control: flag(true),
    public_url: text(""),
    file_folders: texts(),
    media_bytes: whole(128 * 2 ** 20, 1024, 2 ** 31),
    download_timeout: whole(10_000, 100, 600_000),
    allow_private_addresses: flag(false),
    cookies: text(""),
    csrf_token: whole(0, -(2 ** 31), 2 ** 31 - 1),
    user: rows({
      id: id(),
      nickname: v.exactOptional(name()),
      sex: choice("unknown", "male", "female"),
      age: whole(0, 0, 200),
      friends: ids(),
    }),
    group: rows({
      id: id(),
      name: v.exactOptional(name()),
      owner: id(),
      admins: ids(),
      members: ids(),
      max_member_count: whole(200, 1, 100_000),
    }),
  }),
});
export type Config = v.InferOutput<typeof Config>;

/** How fast may be sent by all clients together, in milliseconds; an interval of 0 is no limit. */
function accountRate() {
  return {
    interval: whole(0, 0, 86_400_000),
    burst: whole(1, 1, 1000),
    wait: whole(8000, 0, 600_000),
  };
}

/** A mistake in a configuration: which key, what is wrong with it and what to do about it. */
export interface Mistake {
  path: readonly (string | number)[];
  message: string;
}

/** The keys a table of the configuration may have; `path` is where it stands, as in a valibot issue. */
export function knownKeys(path: readonly PropertyKey[]): string[] {
  return Object.keys(schemaAt(path).entries ?? {});
}

/** Whether a key holds text, whatever it looks like: a token of digits is no number. */
export function isText(path: readonly PropertyKey[]): boolean {
  return schemaAt(path).type === "string";
}

function schemaAt(path: readonly PropertyKey[]): Inspectable {
  const schema = path.reduce<unknown>((parent, key) => {
    const { entries, item } = unwrap(parent);
    return entries?.[String(key)] ?? item;
  }, Config);
  return unwrap(schema);
}

interface Inspectable {
  type?: string;
  wrapped?: unknown;
  entries?: Record<string, unknown>;
  item?: unknown;
}

function unwrap(schema: unknown): Inspectable {
  const { wrapped, ...rest } = (schema ?? {}) as Inspectable;
  return wrapped ? unwrap(wrapped) : rest;
}
