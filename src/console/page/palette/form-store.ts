/** One action's form in a dialog of its own, for views that know what is to be done and to whom. */
import { create } from "zustand";

import type { Told } from "../../../words/language.ts";
import { wantActions } from "../server.ts";
import type { Values } from "./values.ts";

export interface FormRequest {
  readonly action: string;
  readonly title: Told;
  /** Who runs it. */
  readonly account: number;
  /** Among whom that may be chosen, and what that choice is called; not to be chosen where undefined. */
  readonly chooser?: { readonly label: Told; readonly among?: readonly number[] } | undefined;
  /** The params that are asked for, in this order; all that are not fixed where undefined. */
  readonly fields?: readonly string[];
  /** What stands in the fields at first. */
  readonly values?: Values;
  /** Params that are no question. */
  readonly fixed?: Values;
  /** What the button says that sends it. */
  readonly submit?: Told;
  readonly onDone?: (data: unknown) => void;
}

export const useForm = create<{ readonly request: FormRequest | undefined }>(() => ({
  request: undefined,
}));

/** Opens the form of an action. */
export function openForm(request: FormRequest): void {
  wantActions();
  useForm.setState({ request });
}

export function closeForm(): void {
  useForm.setState({ request: undefined });
}
