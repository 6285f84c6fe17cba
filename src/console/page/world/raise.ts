/** The forms by which people ask each other for something, or are made friends. */
import { openForm } from "../palette/form-store.ts";
import type { FormRequest } from "../palette/form-store.ts";
import { world as words } from "../words/world.ts";

const forms = {
  friend: {
    action: ".sandbox.ask_friend",
    title: words.askFriend,
    fields: ["user_id", "comment"],
    submit: words.send,
  },
  add: {
    action: ".sandbox.ask_join",
    title: words.askJoin,
    fields: ["group_id", "comment"],
    submit: words.send,
  },
  invite: {
    action: ".sandbox.invite",
    title: words.invite,
    fields: ["group_id", "user_id", "comment"],
    submit: words.send,
  },
  befriend: {
    action: ".sandbox.befriend",
    title: words.befriend,
    fields: ["user_id"],
    submit: words.add,
  },
  unfriend: {
    action: "delete_friend",
    title: words.unfriend,
    fields: ["user_id"],
    submit: words.delete,
  },
} as const satisfies Record<string, Omit<FormRequest, "account">>;

/** Opens one; whoever asks may be chosen in it. */
export function raise(
  kind: keyof typeof forms,
  { account, ...more }: Pick<FormRequest, "account" | "fixed" | "values">,
): void {
  openForm({ ...forms[kind], account, chooser: { label: words.who }, ...more });
}
