/** Copies a text, and says that it did. */
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";

import { say } from "../../../words/language.ts";
import { copyText } from "../clipboard.ts";
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
      onClick={() => void copyText(text).then(setCopied)}
    >
      {isCopied ? <Check /> : <Copy />}
      {label === undefined && <span>{shown}</span>}
      <span className="sr" role="status">
        {isCopied && say(words.copied)}
      </span>
    </button>
  );
}
