/** What opens beside a message: one for the page, as only one message is acted upon at a time. */
import { act, useActing } from "./acting.ts";
import type { Acting } from "./acting.ts";
import { ForwardTo } from "./forward-to.tsx";
import { MessageJson } from "./message-json.tsx";
import { MessageMenu } from "./message-menu.tsx";
import { ReactPanel } from "./react-panel.tsx";

export function ActingLayer() {
  const acting = useActing((state) => state.acting);
  return acting ? <Layer key={`${acting.is} ${acting.item.key}`} acting={acting} /> : null;
}

function Layer({ acting }: { acting: Acting }) {
  const close = () => {
    // What it opens in its place stays.
    if (useActing.getState().acting === acting) act(undefined);
  };
  switch (acting.is) {
    case "menu":
      return <MessageMenu spot={acting} anchor={acting.anchor} onClose={close} />;
    case "react":
      return <ReactPanel spot={acting} anchor={acting.anchor} onClose={close} />;
    case "forward":
      return <ForwardTo spot={acting} onClose={close} />;
    case "json":
      return <MessageJson spot={acting} onClose={close} />;
    default:
      return acting satisfies never;
  }
}
