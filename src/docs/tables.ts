/** The tables of the pages, made from the schemas: keys, actions, return codes. */
import { parse as parseToml } from "@std/toml";

import { Config } from "../config/config.ts";
import { builtInToml } from "../config/file.ts";
import { ownHidden } from "../own-actions.ts";
import { hiddenActions } from "../platforms/sandbox/hidden/action.ts";
import { actions } from "../protocol/action.ts";
import type { ActionSchema, Summary } from "../protocol/action.ts";
import { aliases } from "../protocol/alias.ts";
import { dialect } from "../protocol/dialect.ts";
import { retCodes } from "../protocol/reply.ts";
import type { RetCode } from "../protocol/reply.ts";
import { fieldsOf, isOptional, paramsOf, propertyOf, unwrap } from "../protocol/shape.ts";
import { keys } from "./keys.ts";

type Language = keyof Summary;
type Row = readonly string[];

/** A page with its tables as they are today. Each stands between `<!-- generated: NAME -->` and `<!-- end -->`. */
export function fill(page: string, language: Language): string {
  return page.replace(
    /(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)/gs,
    (_, start: string, name: string, end: string) => {
      const make = tables[name];
      if (!make) throw new Error(`There is no table ${name}: ${Object.keys(tables).join(", ")}`);
      return `${start}\n${make(language)}\n\n${end}`;
    },
  );
}

const tables: Readonly<Record<string, (language: Language) => string>> = {
  keys: keyTable,
  actions: (language) => actionTable(actions, language),
  dialect: (language) => actionTable(dialect, language),
  aliases: aliasTable,
  "hidden-actions": hiddenTable,
  "return-codes": codeTable,
};

const heads = {
  action: { en: ["action", "params", "does"], zh: ["动作", "参数", "作用"] },
  hidden: { en: ["action", "params", "gives", "does"], zh: ["动作", "参数", "返回", "作用"] },
  alias: { en: ["name", "is"], zh: ["名字", "即"] },
  key: {
    en: ["key", "absent", "shipped", "meaning"],
    zh: ["键", "不写时", "自带配置", "含义"],
  },
  code: { en: ["retcode", "meaning"], zh: ["retcode", "含义"] },
} as const;

const colons = { en: ": ", zh: "：" } as const;

function actionTable(table: Readonly<Record<string, ActionSchema>>, language: Language): string {
  const rows = Object.entries(table).map(([name, { params, summary }]) => [
    `\`${name}\``,
    tellParams(params),
    summary[language],
  ]);
  return markdown(heads.action[language], rows);
}

function hiddenTable(language: Language): string {
  const all: Readonly<Record<string, ActionSchema>> = { ...hiddenActions, ...ownHidden };
  const rows = Object.entries(all).map(([name, { params, result, summary }]) => [
    `\`${name}\``,
    tellParams(params),
    tellParams(result),
    summary[language],
  ]);
  return markdown(heads.hidden[language], rows);
}

function aliasTable(language: Language): string {
  const rows = Object.entries(aliases).map(([name, alias]) => {
    const fixed = "params" in alias ? ` (${JSON.stringify(alias.params)})` : "";
    return [`\`${name}\``, `\`${alias.action}\`${fixed}`];
  });
  return markdown(heads.alias[language], rows);
}

const codeWords: Readonly<Record<RetCode, string>> = {
  ok: "成功",
  async: "已接受，不会再返回结果（`_async`、`_rate_limited`、`set_restart`）",
  badParams: "参数缺失或无效，错误信息里写明是哪个",
  unknownTarget: "目标不存在，或没有有效数据",
  notPermitted: "没有权限，或操作失败",
  badCall: "这一帧不是合法的调用",
  forbidden: "这个客户端不能调用该动作",
  unknownAction: "没有这个动作",
  tooLarge: "太大，错误信息里写明超过哪个上限",
  tooMany: "进行中的调用太多",
  internal: "服务端内部错误，原因见日志",
};

function codeTable(language: Language): string {
  const names = Object.keys(codeWords) as RetCode[];
  const rows = names.map((name) => {
    const [code, meaning] = retCodes[name];
    return [String(code), language === "zh" ? codeWords[name] : meaning];
  });
  return markdown(heads.code[language], rows);
}

interface Key {
  path: string;
  schema: object;
}

function keyTable(language: Language): string {
  const shipped = parseToml(builtInToml);
  const rows = leaves({ path: "", schema: Config }).map(({ path, schema }) => {
    const words = keys[path as keyof typeof keys];
    const there = path
      .split(".")
      .reduce<unknown>((value, name) => propertyOf(value, name), shipped);
    const columns = fieldsOf(itemOf(schema));
    if (columns.length === 0)
      return [`\`${path}\``, code(propertyOf(schema, "default")), code(there), words[language]];
    const count = Array.isArray(there) ? String(there.length) : "–";
    const told = columns.map(([name, inner]) => `\`${name}${isOptional(inner) ? "?" : ""}\``);
    return [
      `\`[[${path}]]\``,
      "–",
      count,
      `${words[language]}${colons[language]}${told.join(" ")}`,
    ];
  });
  return markdown(heads.key[language], rows);
}

/** The keys at the ends of the tree; an array of tables is one. */
function leaves({ path, schema }: Key): Key[] {
  const inner = fieldsOf(schema);
  if (inner.length === 0) return [{ path, schema }];
  return inner.flatMap(([name, child]) =>
    leaves({ path: path === "" ? name : `${path}.${name}`, schema: child }),
  );
}

function tellParams(schema: object): string {
  const told = paramsOf(schema).map(({ name, isOptional: mayLack, default: initial }) => {
    const given = initial === undefined || initial === "" ? "" : ` (${JSON.stringify(initial)})`;
    return `\`${name}${mayLack ? "?" : ""}\`${Array.isArray(initial) ? "" : given}`;
  });
  return told.length === 0 ? "–" : told.join(" ");
}

function itemOf(schema: object): unknown {
  return propertyOf(unwrap(schema), "item");
}

function code(value: unknown): string {
  return value === undefined ? "–" : `\`${JSON.stringify(value)}\``;
}

function markdown(head: Row, rows: readonly Row[]): string {
  const line = (row: Row) => `| ${row.join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}
