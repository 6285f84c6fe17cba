/** Takes a frame elsewhere: as JSON, or as something that sends it again. */
import { Copy } from "lucide-react";
import { useState } from "react";

import { say } from "../../../words/language.ts";
import { copyText } from "../clipboard.ts";
import { wire as words } from "../words/wire.ts";
import { copyForms, toCopy } from "./copy.ts";
import type { CopyForm } from "./copy.ts";
import type { Row } from "./row.ts";

export function CopyButtons({ row, text }: { readonly row: Row; readonly text: string }) {
  const [copied, setCopied] = useState<CopyForm>();
  const forms = row.frame.kind === "call" ? copyForms : (["JSON"] as const);
  return (
    <footer className="drawer-foot">
      <span className="faint row" role="status">
        <Copy />
        {say(copied ? words.copied : words.copyAs)}
      </span>
      {forms.map((form) => {
        const command = toCopy(form, row, text);
        return (
          <button
            key={form}
            type="button"
            className="button is-small"
            disabled={command === undefined}
            title={command ?? say(words.noHttp)}
            onClick={() => {
              if (command === undefined) return;
              void copyText(command).then((isCopied) => isCopied && setCopied(form));
            }}
          >
            {form}
          </button>
        );
      })}
    </footer>
  );
}
