/** A frame as something that can be run elsewhere. */
import { useServer } from "../server.ts";
import { fieldsOf } from "./content.ts";
import type { Row } from "./row.ts";

export const copyForms = ["JSON", "curl", "onebot call"] as const;
export type CopyForm = (typeof copyForms)[number];

/** The text to be copied; undefined where the frame has no such form. */
export function toCopy(form: CopyForm, { frame }: Row, text: string): string | undefined {
  if (form === "JSON") return text;
  if (frame.kind !== "call") return undefined;
  const { action, params } = readCall(text);
  if (action === undefined) return undefined;
  const json = JSON.stringify(params);
  return form === "curl"
    ? toCurl({ action, json, account: frame.account })
    : toCommand({ action, json, account: frame.account });
}

/** The call in a text; without an action where it is none. */
export function readCall(text: string): { action: string | undefined; params: unknown } {
  const { action, params } = fieldsOf({ text }) ?? {};
  return { action: typeof action === "string" ? action : undefined, params: params ?? {} };
}

interface Called {
  readonly action: string;
  readonly json: string;
  readonly account: number;
}

function toCurl({ action, json, account }: Called): string | undefined {
  const { hello } = useServer.getState();
  if (!hello?.addresses.http) return undefined;
  const url = new URL(encodeURIComponent(action), hello.addresses.http);
  if (account !== hello.account) url.searchParams.set("self_id", String(account));
  return [
    `curl ${quote(url.href)}`,
    ...(hello.tokenRequired ? ['-H "Authorization: Bearer $ONEBOT_TOKEN"'] : []),
    "-H 'Content-Type: application/json'",
    `-d ${quote(json)}`,
  ].join(" ");
}

function toCommand({ action, json, account }: Called): string {
  const url = useServer.getState().hello?.addresses.ws ?? "";
  return `onebot call ${quote(action)} ${quote(json)} --as ${account} --url ${quote(url)}`;
}

/** As a POSIX shell reads it. */
function quote(word: string): string {
  return /^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
