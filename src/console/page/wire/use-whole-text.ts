/** The text of a frame as far as the server keeps it: in batches only its beginning is told. */
import { useEffect, useState } from "react";

import type { Frame } from "../../../frames.ts";
import { readFrame } from "../server.ts";

export function useWholeText(frame: Frame): string {
  const { id, text, size } = frame;
  const [whole, setWhole] = useState<{ id: number; text: string }>();
  const isCut = text.length < size;
  useEffect(() => {
    if (!isCut) return undefined;
    let isWanted = true;
    void readFrame(id).then((read) => {
      if (isWanted && read !== null) setWhole({ id, text: read });
    });
    return () => {
      isWanted = false;
    };
  }, [id, isCut]);
  return whole?.id === id ? whole.text : text;
}
