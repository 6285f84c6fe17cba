/** The server's clock, as far as tellings have told it, and one that ticks. */
import { useEffect, useState } from "react";

import { useServer } from "../server.ts";

/** Milliseconds since 1970 by the server, looked at again every second. */
export function useServerNow(): number {
  const offset = useServer((state) => state.clockOffset);
  return useNow(1000) + offset;
}

/** Milliseconds since 1970 by this machine, looked at again and again. */
export function useNow(every: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
