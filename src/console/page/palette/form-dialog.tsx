/** The form of one action in a dialog, which closes when it has succeeded. */
import { Dialog } from "@base-ui/react/dialog";
import { useEffect, useRef, useState } from "react";
import type { FormEvent } from "react";

import { say } from "../../../words/language.ts";
import type { ActionInfo } from "../../actions.ts";
import { CallRefused } from "../account-link.ts";
import { askAs } from "../seat/call-as.ts";
import { useServer } from "../server.ts";
import { palette as words } from "../words/palette.ts";
import { toReason } from "../words/reason.ts";
import { shell } from "../words/shell.ts";
import { AccountField } from "./account-field.tsx";
import { closeForm, useForm } from "./form-store.ts";
import type { FormRequest } from "./form-store.ts";
import { ParamField } from "./param-field.tsx";
import { mistakesOf, toParams } from "./values.ts";

export function FormDialog() {
  const request = useForm((state) => state.request);
  const info = useServer(({ actions }) => actions?.find(({ name }) => name === request?.action));
  return (
    <Dialog.Root open={request !== undefined} onOpenChange={(opened) => !opened && closeForm()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="dialog form-dialog">
          {request && <Dialog.Title>{say(request.title)}</Dialog.Title>}
          {request && info && <Form key={request.action} request={request} info={info} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Form({ request, info }: { request: FormRequest; info: ActionInfo }) {
  const { fixed = {}, chooser } = request;
  const [values, setValues] = useState(request.values ?? {});
  const [account, setAccount] = useState(request.account);
  const [sentence, setSentence] = useState("");
  const [isRunning, setRunning] = useState(false);
  const fields = fieldsOf(request, info);
  const mistakes = mistakesOf(sentence);
  const form = useRef<HTMLFormElement>(null);
  // The dialog may be there before what is in it.
  useEffect(() => form.current?.querySelector<HTMLElement>(".param input, textarea")?.focus(), []);
  const isPlaced = fields.some(({ name }) => mistakes[name] !== undefined);

  async function run(event: FormEvent): Promise<void> {
    event.preventDefault();
    setRunning(true);
    try {
      const params = toParams(info.params, { ...values, ...fixed });
      const data = await askAs(account, info.name, params);
      closeForm();
      request.onDone?.(data);
    } catch (error) {
      setRunning(false);
      setSentence(error instanceof CallRefused ? error.message : say(words.unanswered));
    }
  }

  return (
    <form ref={form} className="stack" onSubmit={(event) => void run(event)}>
      <div className="params">
        {chooser && (
          <AccountField
            account={account}
            label={chooser.label}
            among={chooser.among}
            onChange={setAccount}
          />
        )}
        {fields.map((param) => (
          <ParamField
            key={param.name}
            param={param}
            value={values[param.name] ?? ""}
            mistake={mistakes[param.name]}
            onChange={(value) => setValues({ ...values, [param.name]: value })}
          />
        ))}
      </div>
      {sentence !== "" && !isPlaced && (
        <p className="bad" role="alert">
          {say(toReason(sentence))}
        </p>
      )}
      <footer className="row form-foot">
        <code className="cut grow faint">{info.name}</code>
        <Dialog.Close className="button">{say(shell.cancel)}</Dialog.Close>
        <button type="submit" className="button is-main" disabled={isRunning}>
          {say(request.submit ?? words.run)}
        </button>
      </footer>
    </form>
  );
}

function fieldsOf({ fields, fixed = {} }: FormRequest, { params }: ActionInfo) {
  if (!fields) return params.filter(({ name }) => !(name in fixed));
  return fields.flatMap((wanted) => params.find(({ name }) => name === wanted) ?? []);
}
