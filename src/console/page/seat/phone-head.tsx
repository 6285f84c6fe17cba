/** The way back from a chat to the conversations, where there is room for one of them alone. */
import { ArrowLeft } from "lucide-react";

import { say } from "../../../words/language.ts";
import { go, useRoute } from "../route.ts";
import { seat as words } from "../words/seat.ts";

export function BackToConversations({ account }: { account: number }) {
  return (
    <button
      type="button"
      className="icon-button phone-only"
      aria-label={say(words.backToConversations)}
      onClick={() => closeChat(account)}
    >
      <ArrowLeft />
    </button>
  );
}

function closeChat(account: number): void {
  const { seats } = useRoute.getState();
  go({
    seats: seats.map((seat) => (seat.account === account ? { account } : seat)),
  });
}
