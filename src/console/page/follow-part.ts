/** What is read of a world that can be steered, again and again as it changes. */
import type { WorldPart } from "../../platform.ts";
import { onChanged, useServer } from "./server.ts";

/** Reads a part of the world now that the server is there, and whenever somebody changes it; gives how to end that. */
export function followPart(part: WorldPart, read: () => Promise<void>): () => void {
  const endChanges = onChanged((parts) => {
    if (parts.has(part)) void read();
  });
  const endServer = useServer.subscribe((now, before) => {
    if (now.hello !== before.hello || now.isSteered !== before.isSteered) void read();
  });
  return () => {
    endChanges();
    endServer();
  };
}
