/** Some lines to paste, with what is this server's own marked. */
import { Eye, EyeOff, FileCode } from "lucide-react";
import { useState } from "react";

import { say } from "../../../words/language.ts";
import { CopyButton } from "../shell/copy-button.tsx";
import { welcome as words } from "../words/welcome.ts";
import type { Ground } from "./snippet.ts";

export interface SnippetPaneProps {
  readonly file: string;
  readonly ground: Ground;
  readonly write: (ground: Ground) => string;
}

/** Of signs that an address carries as they are. */
const mask = "********";

export function SnippetPane({ file, ground, write }: SnippetPaneProps) {
  const [isShown, setShown] = useState(false);
  const { token, address } = ground;
  const text = write(ground);
  const masked = token === undefined ? text : write({ ...ground, token: mask });
  const holdsToken = masked !== text;
  const shown = isShown ? text : masked;
  const own = [address, isShown ? (token ?? "") : mask].filter((part) => part !== "");
  return (
    <div className="pane">
      <div className="pane-head">
        <FileCode />
        <code>{file}</code>
        <span className="grow" />
        {holdsToken && (
          <button
            type="button"
            className="icon-button"
            aria-label={say(isShown ? words.hideToken : words.showToken)}
            title={say(isShown ? words.hideToken : words.showToken)}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? <EyeOff /> : <Eye />}
          </button>
        )}
        <CopyButton text={text} />
      </div>
      <pre className="snippet" role="region" aria-label={file}>
        {split(shown, own).map((part, at) =>
          // What stands at odd places is ours.
          at % 2 === 1 ? <mark key={at}>{part}</mark> : part,
        )}
      </pre>
    </div>
  );
}

/** The text in parts: what stands between, and then one of `own`, in turn. */
function split(text: string, own: readonly string[]): string[] {
  const pattern = own.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return text.split(new RegExp(`(${pattern})`));
}
