/** Whether a group allows anonymous messages, which OneBot itself does not tell. */
import { useEffect, useState } from "react";

import { onChanged, steer, useServer } from "../server.ts";

/** Undefined until it is known, and where it cannot be. */
export function useAnonymity(group_id: number): boolean | undefined {
  const isSteered = useServer((state) => state.isSteered);
  const [isAllowed, setAllowed] = useState<boolean>();
  useEffect(() => {
    if (!isSteered) return undefined;
    let isWanted = true;
    const read = async () => {
      const told = await steer<{ groups: { anonymous: boolean }[] }>(".sandbox.overview", {
        group_id,
        count: 1,
      }).catch(() => undefined);
      if (isWanted) setAllowed(told?.groups[0]?.anonymous);
    };
    void read();
    const end = onChanged((parts) => {
      if (parts.has("groups") || parts.has("messages")) void read();
    });
    return () => {
      isWanted = false;
      end();
    };
  }, [group_id, isSteered]);
  return isAllowed;
}
