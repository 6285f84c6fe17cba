/** The form of an action, made from its params: filled from the current chat, run as anybody. */
import { ArrowLeft, Copy } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import type { FormEvent } from "react";

import type { Reply } from "../../../protocol/reply.ts";
import { say } from "../../../words/language.ts";
import type { ActionInfo } from "../../actions.ts";
import { copyText } from "../clipboard.ts";
import { callAs } from "../seat/call-as.ts";
import { palette as words } from "../words/palette.ts";
import { shell } from "../words/shell.ts";
import { AccountField } from "./account-field.tsx";
import { usePalette } from "./palette-store.ts";
import { ParamField } from "./param-field.tsx";
import { Result } from "./result.tsx";
import { mistakesOf, toCommand, toParams } from "./values.ts";

/** What came of the last run. */
type Outcome =
  | { readonly is: "none" | "running" | "unanswered" }
  | { readonly is: "reply"; readonly reply: Reply; readonly milliseconds: number };

export function ActionForm({ info }: { info: ActionInfo }) {
  const { name, params, summary, aliases } = info;
  const { values, account = 0 } = usePalette();
  const [outcome, setOutcome] = useState<Outcome>({ is: "none" });
  const form = useRef<HTMLFormElement>(null);
  const titleId = useId();
  useEffect(() => form.current?.querySelector<HTMLElement>("input, textarea, select")?.focus(), []);
  const given = toParams(params, values);
  const command = toCommand(name, { params: given, account });
  const refusal =
    outcome.is === "reply" && outcome.reply.status === "failed" ? outcome.reply : undefined;
  const mistakes = mistakesOf(refusal?.message ?? "");
  const ordered = [...params].sort(
    (one, other) => Number(one.isOptional) - Number(other.isOptional),
  );

  async function run(event?: FormEvent): Promise<void> {
    event?.preventDefault();
    setOutcome({ is: "running" });
    const started = performance.now();
    try {
      const reply = await callAs(account, name, given);
      setOutcome({ is: "reply", reply, milliseconds: performance.now() - started });
    } catch {
      setOutcome({ is: "unanswered" });
    }
  }

  return (
    <form
      ref={form}
      className="action-form"
      aria-labelledby={titleId}
      onSubmit={(event) => void run(event)}
    >
      <header className="row">
        <button
          type="button"
          className="icon-button phone-only"
          aria-label={say(words.back)}
          onClick={() => usePalette.setState({ action: undefined })}
        >
          <ArrowLeft />
        </button>
        <h2 id={titleId} className="mono">
          {name}
        </h2>
      </header>
      {summary && <p className="dim">{say(summary)}</p>}
      {aliases.length > 0 && (
        <p className="faint">
          {say(words.otherNames)} <code>{aliases.join(", ")}</code>
        </p>
      )}
      <div className="params">
        {ordered.length === 0 && <p className="faint">{say(words.noParams)}</p>}
        {ordered.map((param) => (
          <ParamField
            key={param.name}
            param={param}
            value={values[param.name] ?? ""}
            mistake={mistakes[param.name]}
            onChange={(value) =>
              usePalette.setState({
                values: { ...usePalette.getState().values, [param.name]: value },
              })
            }
          />
        ))}
        <AccountField
          account={account}
          onChange={(chosen) => usePalette.setState({ account: chosen })}
        />
      </div>
      {outcome.is === "unanswered" && (
        <p className="bad" role="alert">
          {say(words.unanswered)}
        </p>
      )}
      {outcome.is === "reply" && (
        <Result reply={outcome.reply} milliseconds={outcome.milliseconds} />
      )}
      <footer className="palette-foot">
        <code className="cut grow faint" title={command}>
          {command}
        </code>
        <button
          type="button"
          className="icon-button"
          aria-label={say(words.copyCommand)}
          title={say(shell.copy)}
          onClick={() => void copyText(command)}
        >
          <Copy />
        </button>
        <button type="submit" className="button is-main" disabled={outcome.is === "running"}>
          {say(outcome.is === "running" ? words.running : words.run)}
          <kbd>Ctrl ⏎</kbd>
        </button>
      </footer>
    </form>
  );
}
