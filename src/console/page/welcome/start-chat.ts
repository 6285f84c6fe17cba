/** Sits down as somebody who can talk with the bot. */
import { openSeat } from "../route.ts";
import { useServer } from "../server.ts";

export function startChat(): void {
  const { people = [], hello } = useServer.getState();
  const account = hello?.account;
  const somebody = people.find(({ user_id }) => user_id !== account) ?? people[0];
  if (somebody && account !== undefined)
    openSeat(somebody.user_id, somebody.user_id === account ? undefined : `p${account}`);
}
