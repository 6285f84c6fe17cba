/** Asks before something is lost that cannot be had back. */
import { create } from "zustand";

import type { Told } from "../../../words/language.ts";

export interface Question {
  readonly title: Told;
  /** What will be lost, in numbers. */
  readonly loss: Told;
  /** What the button says that does it. */
  readonly submit: Told;
}

interface Asked extends Question {
  readonly answer: (isSure: boolean) => void;
}

export const useQuestion = create<{ readonly asked: Asked | undefined }>(() => ({
  asked: undefined,
}));

/** Whether somebody is sure. */
export function confirm(question: Question): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const answer = (isSure: boolean) => {
    useQuestion.setState({ asked: undefined });
    resolve(isSure);
  };
  useQuestion.getState().asked?.answer(false);
  useQuestion.setState({ asked: { ...question, answer } });
  return promise;
}
