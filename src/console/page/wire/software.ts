/** What peers say they are, also of those that have left: frames outlive their connections. */
import { isTool, nameOfBot } from "../connections/software.ts";
import { useServer } from "../server.ts";

const known = new Map<number, string>();
const maxKnown = 1000;

/** Takes note of who is connected from now on; gives how to end it. */
export function startSoftware(): () => void {
  return useServer.subscribe(({ network }, before) => {
    if (network === before.network) return;
    for (const { id, software } of network?.connections ?? []) learn(id, software);
  });
}

/** The name of the bot behind a connection, like `ZeroBot 1.6.3`; undefined where that is not known. */
export function softwareOf(connection: number | undefined): string | undefined {
  return nameOfBot(known.get(connection ?? 0) ?? "");
}

/** Whether it is a command of this program, which is no bot. */
export function isToolAt(connection: number | undefined): boolean {
  return isTool(known.get(connection ?? 0) ?? "");
}

function learn(connection: number, software: string): void {
  known.set(connection, software);
  const [oldest] = known.size > maxKnown ? known.keys() : [];
  if (oldest !== undefined) known.delete(oldest);
}
