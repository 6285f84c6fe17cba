/** A small form for a card, a place, a song: what it makes is sent as a message of its own. */
import { Dialog } from "@base-ui/react/dialog";
import { useState } from "react";
import type { FormEvent } from "react";

import type { ReceivedSegment } from "../../../protocol/entity.ts";
import { say } from "../../../words/language.ts";
import type { Told } from "../../../words/language.ts";
import { chat as chatWords } from "../words/chat.ts";
import { choosing, formTitles } from "../words/form.ts";
import { shell } from "../words/shell.ts";
import { askedFields, faultsIn, toFormSegment, valueOf } from "./form.ts";
import type { FormField, FormName, Values } from "./form.ts";

export interface FormDialogProps {
  readonly name: FormName;
  readonly onClose: () => void;
  readonly onSend: (segment: ReceivedSegment) => void;
}

export function FormDialog({ name, onClose, onSend }: FormDialogProps) {
  const [values, setValues] = useState<Values>({});
  const [isTried, setTried] = useState(false);
  const faults = faultsIn(name, values);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    onSend(toFormSegment(name, values));
    onClose();
  }

  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="dialog">
          <Dialog.Title>{say(formTitles[name])}</Dialog.Title>
          <form className="stack" onSubmit={submit} noValidate>
            {askedFields(name, values).map((field) => (
              <Asked
                key={field.name}
                field={field}
                value={values[field.name] ?? valueOf(field, values)}
                fault={isTried ? faults[field.name] : undefined}
                onChange={(value) => setValues({ ...values, [field.name]: value })}
              />
            ))}
            <div className="row is-end">
              <Dialog.Close className="button">{say(shell.cancel)}</Dialog.Close>
              <button type="submit" className="button is-main">
                {say(chatWords.send)}
              </button>
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface AskedProps {
  readonly field: FormField;
  readonly value: string;
  readonly fault: Told | undefined;
  readonly onChange: (value: string) => void;
}

function Asked({ field, value, fault, onChange }: AskedProps) {
  const { name, words, isNeeded, options } = field;
  const id = `form-${name}`;
  return (
    <div className="asked">
      <label htmlFor={id}>
        {say(words)} <code className="faint">{name}</code>
        {!isNeeded && !options && <span className="faint">{say(choosing.optional)}</span>}
      </label>
      <Entry id={id} field={field} value={value} fault={fault} onChange={onChange} />
      {fault && (
        <p className="bad" id={`${id}-fault`}>
          {say(fault)}
        </p>
      )}
    </div>
  );
}

function Entry({ id, field, value, fault, onChange }: AskedProps & { id: string }) {
  const { rows, example, options } = field;
  const shared = {
    id,
    value,
    className: `field${fault ? " is-wrong" : ""}${rows ? " is-area mono" : ""}`,
    "aria-invalid": fault !== undefined,
    "aria-describedby": fault ? `${id}-fault` : undefined,
  };
  if (options)
    return (
      <select {...shared} onChange={({ target }) => onChange(target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {say(option.words)}
          </option>
        ))}
      </select>
    );
  if (rows)
    return <textarea {...shared} rows={rows} onChange={({ target }) => onChange(target.value)} />;
  return (
    <input {...shared} placeholder={example} onChange={({ target }) => onChange(target.value)} />
  );
}
