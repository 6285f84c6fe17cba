/** JSON to be written: coloured as one types, and the line marked on which it goes wrong. */
import { useId, useMemo } from "react";

import { say } from "../../../words/language.ts";
import { wrongLine } from "../words/json.ts";
import { Tokens } from "./json-code.tsx";
import { findMistake } from "./mistake.ts";
import { tokenize } from "./token.ts";

export interface JsonEditorProps {
  readonly text: string;
  readonly label: string;
  readonly onChange: (text: string) => void;
  /** Ctrl+Enter, where the text is JSON. */
  readonly onSubmit?: () => void;
}

export function JsonEditor({ text, label, onChange, onSubmit }: JsonEditorProps) {
  const id = useId();
  const mistake = useMemo(() => findMistake(text), [text]);
  const lines = useMemo(() => text.split("\n"), [text]);
  return (
    <div className="json-editor">
      <div className={`box${mistake ? " is-wrong" : ""}`}>
        <pre className="under" aria-hidden="true" translate="no">
          {lines.map((line, at) => (
            <span key={at} className={`line${at + 1 === mistake?.line ? " is-wrong" : ""}`}>
              <Tokens line={tokenize(line)} />
              {"\n"}
            </span>
          ))}
        </pre>
        <textarea
          value={text}
          aria-label={label}
          aria-invalid={mistake !== undefined}
          aria-describedby={mistake ? id : undefined}
          spellCheck={false}
          autoCapitalize="off"
          onChange={({ target }) => onChange(target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            if (event.nativeEvent.isComposing) return;
            event.preventDefault();
            if (!mistake) onSubmit?.();
          }}
        />
      </div>
      {mistake && (
        <p className="mistake bad" id={id} role="alert">
          {say(wrongLine(mistake.line, mistake.sentence))}
        </p>
      )}
    </div>
  );
}
