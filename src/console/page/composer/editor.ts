/** The field one writes in: its draft, and where the caret is. */
import { useLayoutEffect, useRef, useState } from "react";
import type { RefObject } from "react";

import type { ReceivedSegment } from "../../../protocol/entity.ts";
import { replace, type } from "./draft.ts";
import type { Edited, Range } from "./draft.ts";
import { useWriting, write, writingIn } from "./drafts.ts";
import type { Place, Writing } from "./drafts.ts";

export interface Put {
  readonly text: string;
  readonly segment?: ReceivedSegment;
}

export interface Editor {
  readonly place: Place;
  readonly writing: Writing;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly caret: number;
  /** Takes over what stands in the field. */
  readonly take: (text: string, caret: number) => void;
  readonly look: (caret: number) => void;
  /** Puts a text, or what stands for a segment, at the caret or in a place. */
  readonly put: (put: Put, range?: Range) => void;
  readonly become: (edited: Edited) => void;
}

export function useEditor(place: Place): Editor {
  const writing = useWriting(place);
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, look] = useState(0);
  /** Where the caret has to be put once the field is drawn. */
  const wanted = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    field.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = undefined;
  });

  function become({ draft, caret: next }: Edited): void {
    write(place, draft);
    wanted.current = next;
    look(next);
  }

  return {
    place,
    writing,
    field,
    caret,
    look,
    become,
    take(text, next) {
      const edited = type(writingIn(place), { text, caret: next });
      // What stands there already is not touched: an input method may be at it.
      if (edited.draft.text !== text) become(edited);
      else {
        write(place, edited.draft);
        look(next);
      }
    },
    put(put, range = selectionOf(field.current)) {
      become(replace(writingIn(place), range, put));
      field.current?.focus();
    },
  };
}

function selectionOf(field: HTMLTextAreaElement | null): Range {
  return { start: field?.selectionStart ?? 0, end: field?.selectionEnd ?? 0 };
}
