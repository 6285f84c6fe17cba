/** What opens beside a message: one for the page, as only one message is acted upon at a time. */
import { act, useActing } from "./acting.ts";
import type { ActedProps, Acting } from "./acting.ts";
import { ForwardTo } from "./forward-to.tsx";
import { MessageJson } from "./message-json.tsx";
import { MessageMenu } from "./message-menu.tsx";
import { ReactPanel } from "./react-panel.tsx";

export function ActingLayer() {
  const acting = useActing((state) => state.acting);
  return acting ? <Layer key={`${acting.is} ${acting.item.key}`} acting={acting} /> : null;
}

const layers: Readonly<Record<Acting["is"], (props: ActedProps) => React.ReactNode>> = {
  menu: MessageMenu,
  react: ReactPanel,
  forward: ForwardTo,
  json: MessageJson,
};

function Layer({ acting }: { acting: Acting }) {
  const close = () => {
    // What it opens in its place stays.
    if (useActing.getState().acting === acting) act(undefined);
  };
  const Layered = layers[acting.is];
  return <Layered spot={acting} anchor={acting.anchor} onClose={close} />;
}
