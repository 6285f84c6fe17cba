/** The first visit: what is to be pasted where, whether somebody tries, and why it fails. */
import { Accordion } from "@base-ui/react/accordion";
import { ChevronRight, CircleCheck } from "lucide-react";

import { say } from "../../../words/language.ts";
import type { Told } from "../../../words/language.ts";
import { usePresence } from "../connections/presence.ts";
import { keep, useRoute } from "../route.ts";
import { useServer } from "../server.ts";
import { CopyButton } from "../shell/copy-button.tsx";
import { keptToken } from "../token.ts";
import { connections as connectionWords } from "../words/connections.ts";
import { accountAnd, welcome as words } from "../words/welcome.ts";
import { Attempts } from "./attempts.tsx";
import { SnippetPane } from "./snippet-pane.tsx";
import { frameworks, plainBot } from "./snippet.ts";
import type { Ground } from "./snippet.ts";
import { startChat } from "./start-chat.ts";

export function Welcome() {
  const account = useServer(({ hello }) => hello?.account ?? 0);
  const isTokenNeeded = useServer(({ hello }) => hello?.tokenRequired ?? false);
  const ground: Ground = {
    // Bots are served where the page is: whoever reads this has reached it by that name.
    address: `${location.protocol.replace("http", "ws")}//${location.host}/`,
    token: isTokenNeeded ? keptToken() : undefined,
    account,
  };
  return (
    <div className="welcome">
      <div className="lead">
        <div>
          <h2>{say(words.title)}</h2>
          <p className="dim">{say(words.lead)}</p>
        </div>
        <Waiting ground={ground} />
        <Attempts />
        <WayOn />
      </div>
      <Ways ground={ground} />
    </div>
  );
}

function Waiting({ ground: { address, account, token } }: { ground: Ground }) {
  const isHere = usePresence(({ presence: { is } }) => is === "connected" || is === "behind");
  return (
    <section className="waiting" aria-label={say(isHere ? words.isHere : words.waiting)}>
      {isHere ? <CircleCheck className="lucide ok" /> : <span className="pulse" />}
      <span className="two grow">
        <b role="status">{say(isHere ? words.isHere : words.waiting)}</b>
        <code className="cut">{address}</code>
        <span className="dim">{say(accountAnd(account, token !== undefined))}</span>
      </span>
      <CopyButton text={address} label={say(connectionWords.copyAddress)} />
    </section>
  );
}

function WayOn() {
  const isHere = usePresence(({ presence: { is } }) => is === "connected" || is === "behind");
  const isHelp = useRoute(({ more }) => more["help"] !== undefined);
  return (
    <div className="row wrap">
      <button type="button" className={`button${isHere ? " is-main" : ""}`} onClick={startChat}>
        {say(isHere ? words.toChat : words.without)}
      </button>
      {isHelp && (
        <button type="button" className="button" onClick={() => keep("help", undefined)}>
          {say(words.backToConnections)}
        </button>
      )}
    </div>
  );
}

function Ways({ ground }: { ground: Ground }) {
  return (
    <Accordion.Root className="ways" defaultValue={[frameworks[0]?.name]} multiple>
      {frameworks.map(({ name, way, note, file, write }) => (
        <Way key={name} name={name} way={way} note={note}>
          <SnippetPane file={file} ground={ground} write={write} />
        </Way>
      ))}
      <Way name={say(words.other)} way={words.otherWay} note={words.plain}>
        <SnippetPane file="bot.mjs" ground={ground} write={plainBot} />
      </Way>
    </Accordion.Root>
  );
}

interface WayProps {
  readonly name: string;
  readonly way: Told;
  readonly note: Told;
  readonly children: React.ReactNode;
}

function Way({ name, way, note, children }: WayProps) {
  return (
    <Accordion.Item className="way panel" value={name}>
      <Accordion.Header>
        <Accordion.Trigger className="way-head">
          <span className="logo" aria-hidden="true">
            {name.slice(0, 1)}
          </span>
          <b>{name}</b>
          <span className="faint cut grow">{say(way)}</span>
          <ChevronRight />
        </Accordion.Trigger>
      </Accordion.Header>
      <Accordion.Panel className="way-body">
        {children}
        <p className="dim">{say(note)}</p>
      </Accordion.Panel>
    </Accordion.Item>
  );
}
