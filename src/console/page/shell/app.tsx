/** The frame around all views. */
import { useEffect } from "react";

import { say } from "../../../words/language.ts";
import { ConnectionsView } from "../connections/connections-view.tsx";
import { OpenedDialog } from "../message/opened-dialog.tsx";
import { FormDialog } from "../palette/form-dialog.tsx";
import { startPalette } from "../palette/palette-store.ts";
import { Palette } from "../palette/palette.tsx";
import { useRoute } from "../route.ts";
import type { View } from "../route.ts";
import { startSeats } from "../seat/seats.ts";
import { useSettings } from "../settings.ts";
import { WireView } from "../wire/wire-view.tsx";
import { shell } from "../words/shell.ts";
import { startWorld } from "../world/follow.ts";
import { WorldView } from "../world/world-view.tsx";
import { Banner } from "./banner.tsx";
import { ChatView } from "./chat-view.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { navigation } from "./navigation.ts";
import { Title } from "./title.tsx";
import { TokenDialog } from "./token-dialog.tsx";
import { TopBar } from "./top-bar.tsx";
import { ViewLinks } from "./view-links.tsx";

export function App() {
  const language = useSettings((settings) => settings.language);
  useEffect(startSeats, []);
  useEffect(startPalette, []);
  useEffect(startWorld, []);
  // All words are drawn anew in another language.
  return (
    <div className="app" key={language}>
      <Title />
      <TopBar />
      <aside className="news" aria-label={say(shell.news)}>
        <Banner />
      </aside>
      <Content />
      <ViewLinks className="tab-bar" />
      <Palette />
      <OpenedDialog />
      <FormDialog />
      <ConfirmDialog />
      <TokenDialog />
    </div>
  );
}

const contents: Readonly<Record<View, () => React.ReactNode>> = {
  chat: () => <ChatView />,
  wire: () => <WireView />,
  connections: () => <ConnectionsView />,
  world: () => <WorldView />,
};

function Content() {
  const view = useRoute((route) => route.view);
  return (
    <main className="content">
      <h1 className="sr">{say(navigation[view].words)}</h1>
      {contents[view]()}
    </main>
  );
}
