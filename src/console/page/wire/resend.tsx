/** A call that is changed and sent again, as whoever one chooses. */
import { ChevronDown, SendHorizontal } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";

import type { Reply } from "../../../protocol/reply.ts";
import { say } from "../../../words/language.ts";
import { AccountLink } from "../account-link.ts";
import { JsonCode } from "../json/json-code.tsx";
import { JsonEditor } from "../json/json-editor.tsx";
import { layOut } from "../json/layout.ts";
import { Avatar } from "../people/avatar.tsx";
import { useName } from "../people/name.ts";
import { useServer } from "../server.ts";
import { wire as words } from "../words/wire.ts";
import { readCall } from "./copy.ts";
import { Picker } from "./picker.tsx";
import type { Row } from "./row.ts";
import { useWholeText } from "./use-whole-text.ts";

type Outcome =
  | { readonly is: "sending" }
  | { readonly is: "told"; readonly text: string; readonly isBad: boolean };

export const Resend = memo(function Resend({ call }: { readonly call: Row }) {
  const original = useWholeText(call.frame);
  const [edited, setEdited] = useState<string>();
  const [account, setAccount] = useState(call.frame.account);
  const [outcome, setOutcome] = useState<Outcome>();
  const link = useRef<{ account: number; link: AccountLink }>(undefined);
  useEffect(() => () => link.current?.link.end(), []);
  const text = edited ?? toEditable(original);
  const { action, params } = readCall(text);

  async function send(): Promise<void> {
    if (action === undefined || typeof params !== "object" || !params) return;
    if (link.current?.account !== account) {
      link.current?.link.end();
      link.current = { account, link: new AccountLink({ path: "/api", account }) };
    }
    setOutcome({ is: "sending" });
    try {
      const reply: Reply = await link.current.link.call(action, params);
      const isBad = reply.status === "failed";
      setOutcome({ is: "told", text: JSON.stringify(reply), isBad });
    } catch (error) {
      const sentence = error instanceof Error ? error.message : "";
      setOutcome({ is: "told", text: JSON.stringify(sentence), isBad: true });
    }
  }

  return (
    <section className="resend" aria-label={say(words.resend)}>
      <div className="row">
        <b>{say(words.resend)}</b>
        <span className="grow" />
        <span className="dim">{say(words.as)}</span>
        <As account={account} onChange={setAccount} />
      </div>
      <JsonEditor
        text={text}
        label={say(words.editor)}
        onChange={setEdited}
        onSubmit={() => void send()}
      />
      <div className="row">
        <span className="grow" role="status">
          {outcome?.is === "sending" && say(words.sending)}
          {action === undefined && <span className="dim">{say(words.needsAction)}</span>}
        </span>
        <button
          type="button"
          className="button is-small is-main"
          disabled={action === undefined || outcome?.is === "sending"}
          title="Ctrl+Enter"
          onClick={() => void send()}
        >
          <SendHorizontal />
          {say(words.send)}
        </button>
      </div>
      {outcome?.is === "told" && (
        <div className={`pair result${outcome.isBad ? " is-bad" : ""}`} role="status">
          <span className={outcome.isBad ? "bad" : "ok"}>{say(words.result)}</span>
          <JsonCode text={outcome.text} fold={20} isFlat />
        </div>
      )}
    </section>
  );
});

function As({ account, onChange }: { account: number; onChange: (account: number) => void }) {
  const people = useServer((state) => state.people) ?? [];
  const name = useName(account);
  const choices = () =>
    people.map(({ user_id, nickname }) => ({
      value: String(user_id),
      label: nickname,
      hint: String(user_id),
    }));
  return (
    <Picker
      label={`${say(words.as)} ${name}`}
      value={String(account)}
      choices={choices}
      onChange={(value) => onChange(Number(value))}
    >
      <Avatar id={account} name={name} size={20} />
      {name}
      <ChevronDown />
    </Picker>
  );
}

/** Without the echo, which belongs to whoever sent it first. */
function toEditable(text: string): string {
  const { action, params } = readCall(text);
  const json = action === undefined ? text : JSON.stringify({ action, params });
  return layOut(json, 0)
    .map((line) => line.map((token) => token.text).join(""))
    .join("\n");
}
