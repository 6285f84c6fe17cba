/** What opens the palette, for those who do not know the keys. */
import { Search } from "lucide-react";

import { say } from "../../../words/language.ts";
import { palette as words } from "../words/palette.ts";
import { openPalette } from "./palette-store.ts";

export function PaletteButton() {
  const isMac = /Mac|iP/.test(navigator.platform);
  return (
    <button type="button" className="find" onClick={() => openPalette()}>
      <Search />
      <span className="grow cut">{say(words.name)}</span>
      <kbd aria-hidden="true">{isMac ? "⌘K" : "Ctrl K"}</kbd>
    </button>
  );
}
