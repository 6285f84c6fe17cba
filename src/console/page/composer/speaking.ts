/** Which accounts that are only watched were allowed to speak here: the bot's own, when somebody wants to. */
import { create } from "zustand";

import { useServer } from "../server.ts";

const useAllowed = create<{ readonly allowed: ReadonlySet<number> }>(() => ({
  allowed: new Set(),
}));

export function allowSpeaking(account: number, isAllowed: boolean): void {
  const allowed = new Set(useAllowed.getState().allowed);
  if (isAllowed) allowed.add(account);
  else allowed.delete(account);
  useAllowed.setState({ allowed });
}

/** Whether it is the account under test. */
export function useIsBot(account: number): boolean {
  return useServer(({ hello }) => hello?.account === account);
}

/** Whether an account is only looked at: nothing is done in its name. */
export function useIsWatched(account: number): boolean {
  const isBot = useIsBot(account);
  const isAllowed = useAllowed(({ allowed }) => allowed.has(account));
  return isBot && !isAllowed;
}

export function isWatched(account: number): boolean {
  const { hello } = useServer.getState();
  return hello?.account === account && !useAllowed.getState().allowed.has(account);
}
