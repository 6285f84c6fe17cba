/** Something done in a conversation beside speaking: where it is refused, the composer says why. */
import { say } from "../../../words/language.ts";
import { CallRefused, Unanswered } from "../account-link.ts";
import type { ChatKey } from "../route.ts";
import type { Seat } from "../seat/seat.ts";
import { reason, toReason } from "../words/reason.ts";
import { placeOf, write } from "./drafts.ts";

/** Resolves with whether it was done; never rejects. */
export async function attempt(
  { seat, chatKey }: { seat: Seat; chatKey: ChatKey },
  deed: Promise<unknown>,
): Promise<boolean> {
  const place = placeOf(seat.account, chatKey);
  try {
    await deed;
    write(place, { trouble: undefined });
    return true;
  } catch (error) {
    write(place, { trouble: troubleOf(error) });
    return false;
  }
}

function troubleOf(error: unknown): string {
  if (error instanceof CallRefused) return `${error.retcode} ${say(toReason(error.message))}`;
  if (error instanceof Unanswered) return say(reason.lost);
  return error instanceof Error ? error.message : String(error);
}
