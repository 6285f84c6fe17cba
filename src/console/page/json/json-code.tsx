/** JSON to be read, in colours; what is long is folded until somebody wants the rest. */
import { ChevronDown, ChevronUp } from "lucide-react";
import { memo, useMemo, useState } from "react";

import { say } from "../../../words/language.ts";
import { json as words, showLines } from "../words/json.ts";
import { flatten, layOut } from "./layout.ts";
import type { Line } from "./layout.ts";
import type { TokenKind } from "./token.ts";

export interface JsonCodeProps {
  readonly text: string;
  /** Lines that are shown at first; all without it. */
  readonly fold?: number;
  /** Whether it stands on one line where it fits one. */
  readonly isFlat?: boolean;
}

const maxFlat = 240;
/** One or two lines more are not worth a button. */
const slack = 2;

export const JsonCode = memo(function JsonCode(props: JsonCodeProps) {
  const { text, fold = Infinity, isFlat = false } = props;
  const lines = useMemo(
    () => (isFlat && text.length <= maxFlat ? [flatten(text)] : layOut(text)),
    [text, isFlat],
  );
  const [isOpen, setOpen] = useState(false);
  const isFolded = lines.length > fold + slack;
  const shown = isFolded && !isOpen ? lines.slice(0, fold) : lines;
  return (
    <div className="json">
      <pre className="code" translate="no">
        {shown.map((line, at) => (
          <JsonLine key={at} line={line} />
        ))}
      </pre>
      {isFolded && (
        <button
          type="button"
          className="more-lines"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? <ChevronUp /> : <ChevronDown />}
          {say(isOpen ? words.fold : showLines(lines.length))}
        </button>
      )}
    </div>
  );
});

function JsonLine({ line }: { line: Line }) {
  return (
    <>
      <Tokens line={line} />
      {"\n"}
    </>
  );
}

/** Pieces of JSON, each in the colour of its kind. */
export function Tokens({ line }: { line: Line }) {
  return line.map(({ kind, text }, at) => {
    const name = classes[kind];
    return name ? (
      <span key={at} className={name}>
        {text}
      </span>
    ) : (
      text
    );
  });
}

const classes: Readonly<Record<TokenKind, string>> = {
  key: "k",
  text: "t",
  number: "n",
  word: "w",
  mark: "p",
  space: "",
  other: "",
};
