/** Shows what was opened from a message: large pictures, forwarded conversations, JSON. */
import { Dialog } from "@base-ui/react/dialog";
import { Copy, Download, X } from "lucide-react";

import { say } from "../../../words/language.ts";
import { isNextOf } from "../chat/row.ts";
import { copyText } from "../clipboard.ts";
import { card as words } from "../words/card.ts";
import { log } from "../words/log.ts";
import { shell } from "../words/shell.ts";
import { Bubble } from "./bubble.tsx";
import { useForward } from "./forward.ts";
import { closeAbove, useOpened } from "./opened.ts";
import type { Opened } from "./opened.ts";
import { SettingContext } from "./setting.ts";

export function OpenedDialog() {
  const isOpen = useOpened(({ opened }) => opened.length > 0);
  const shown = useOpened((state) => state.shown);
  return (
    <Dialog.Root open={isOpen} onOpenChange={(wanted) => !wanted && closeAbove()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        {shown && (
          <Dialog.Popup className={`dialog opened is-${shown.is}`}>
            <header className="opened-head">
              <Dialog.Title className="cut grow">{titleOf(shown)}</Dialog.Title>
              <Tools opened={shown} />
              <Dialog.Close className="icon-button" aria-label={say(shell.close)}>
                <X />
              </Dialog.Close>
            </header>
            <Body opened={shown} />
          </Dialog.Popup>
        )}
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function titleOf(opened: Opened): string {
  switch (opened.is) {
    case "picture":
      return opened.name;
    case "json":
      return opened.segment.type;
    case "forward":
      return opened.title;
    default:
      return opened satisfies never;
  }
}

function Tools({ opened }: { opened: Opened }) {
  if (opened.is === "picture")
    return (
      <a
        className="icon-button"
        href={opened.address}
        download
        aria-label={say(words.download)}
        title={say(words.download)}
      >
        <Download />
      </a>
    );
  if (opened.is === "forward") return null;
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={say(shell.copy)}
      title={say(shell.copy)}
      onClick={() => void copyText(toJson(opened.segment))}
    >
      <Copy />
    </button>
  );
}

function Body({ opened }: { opened: Opened }) {
  switch (opened.is) {
    case "picture":
      return <img src={opened.address} alt={opened.name} />;
    case "json":
      return (
        <textarea
          className="opened-body"
          readOnly
          rows={20}
          spellCheck={false}
          aria-label="JSON"
          value={toJson(opened.segment)}
        />
      );
    case "forward":
      return <Forwarded opened={opened} />;
    default:
      return opened satisfies never;
  }
}

function Forwarded({ opened: { data, setting } }: { opened: Extract<Opened, { is: "forward" }> }) {
  const forwarded = useForward(setting.seat, data);
  if (!forwarded) return <p className="empty">{say(words.loading)}</p>;
  if (forwarded === "gone") return <p className="empty">{say(words.gone)}</p>;
  return (
    <SettingContext value={{ ...setting, jump: undefined }}>
      <div className="opened-body log" tabIndex={0} role="log" aria-label={say(log.log)}>
        {forwarded.map((item, at) => (
          <Bubble key={item.key} item={item} isNext={isNextOf(item, forwarded[at - 1])} isLast />
        ))}
      </div>
    </SettingContext>
  );
}

/** With the JSON within its texts written out. */
function toJson({ type, data }: { type: string; data: object }): string {
  const read = Object.entries(data).map(([key, value]) => [key, parsed(value)]);
  return JSON.stringify({ type, data: Object.fromEntries(read) }, null, 2);
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
