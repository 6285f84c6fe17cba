/** What people are called, wherever only their number is known. */
import { useServer } from "../server.ts";

export function nameOf(account: number): string {
  const { people } = useServer.getState();
  return people?.find(({ user_id }) => user_id === account)?.nickname ?? String(account);
}

export function useName(account: number): string {
  return useServer(
    ({ people }) => people?.find(({ user_id }) => user_id === account)?.nickname ?? String(account),
  );
}
