/** The views, with their words and icons. */
import { Activity, Earth, MessageCircle, Plug } from "lucide-react";

import type { Told } from "../../../words/language.ts";
import type { View } from "../route.ts";
import { shell } from "../words/shell.ts";

export const navigation: Readonly<
  Record<View, { readonly words: Told; readonly Icon: typeof Plug }>
> = {
  chat: { words: shell.chat, Icon: MessageCircle },
  wire: { words: shell.wire, Icon: Activity },
  connections: { words: shell.connections, Icon: Plug },
  world: { words: shell.world, Icon: Earth },
};
