/** What is open above the conversations: a picture, a forwarded conversation, the JSON of a segment. */
import { create } from "zustand";

import type { ReceivedSegment } from "../../../protocol/entity.ts";
import type { Setting } from "./setting.ts";

export type Opened =
  | { readonly is: "picture"; readonly address: string; readonly name: string }
  | { readonly is: "json"; readonly segment: ReceivedSegment }
  | {
      readonly is: "forward";
      readonly title: string;
      readonly data: ReceivedSegment["data"];
      readonly setting: Setting;
    };

interface OpenedState {
  /** One may be opened from within another: the last is shown. */
  readonly opened: readonly Opened[];
  /** What is, or was last, to be seen: it stays in the dialog while that closes. */
  readonly shown: Opened | undefined;
}

export const useOpened = create<OpenedState>(() => ({ opened: [], shown: undefined }));

export function openAbove(what: Opened): void {
  useOpened.setState(({ opened }) => ({ opened: [...opened, what], shown: what }));
}

/** Closes the last, and shows the one it was opened from. */
export function closeAbove(): void {
  useOpened.setState(({ opened, shown }) => {
    const left = opened.slice(0, -1);
    return { opened: left, shown: left.at(-1) ?? shown };
  });
}
