/** Copies a text, and says that it did. */
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";

import { say } from "../../../words/language.ts";
import { connections as words } from "../words/connections.ts";
import { shell } from "../words/shell.ts";

export interface CopyButtonProps {
  readonly text: string;
  /** What it copies; with a label it is an icon alone. */
  readonly label?: string;
}

/** How long it says so, in milliseconds. */
const told = 2000;

export function CopyButton({ text, label }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), told);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const shown = say(isCopied ? words.copied : shell.copy);
  return (
    <button
      type="button"
      className={label === undefined ? "button is-small" : "icon-button"}
      aria-label={label}
      title={label}
      onClick={() => void copy(text).then(() => setCopied(true))}
    >
      {isCopied ? <Check /> : <Copy />}
      {label === undefined && <span>{shown}</span>}
      <span className="sr" role="status">
        {isCopied && say(words.copied)}
      </span>
    </button>
  );
}

/** By HTTP, but on this machine, browsers have no clipboard: then a selection is copied, as it used to be. */
async function copy(text: string): Promise<void> {
  if (isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
