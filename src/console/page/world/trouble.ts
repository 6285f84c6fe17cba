/** What went wrong where somebody did something: shown there, until the next thing is done. */
import { useState } from "react";

import { say } from "../../../words/language.ts";
import { CallRefused } from "../account-link.ts";
import { world as words } from "../words/world.ts";

export interface Trouble {
  readonly retcode: number | undefined;
  readonly sentence: string;
}

export function toTrouble(error: unknown): Trouble {
  return error instanceof CallRefused
    ? { retcode: error.retcode, sentence: error.message }
    : { retcode: undefined, sentence: say(words.unanswered) };
}

export interface Attempts {
  readonly trouble: Trouble | undefined;
  readonly isRunning: boolean;
  /** Does something; what it throws is told. */
  readonly attempt: (work: () => Promise<unknown>) => void;
}

export function useAttempts(): Attempts {
  const [trouble, setTrouble] = useState<Trouble>();
  const [isRunning, setRunning] = useState(false);
  return {
    trouble,
    isRunning,
    attempt(work) {
      setRunning(true);
      work()
        .then(() => setTrouble(undefined))
        .catch((error: unknown) => setTrouble(toTrouble(error)))
        .finally(() => setRunning(false));
    },
  };
}
