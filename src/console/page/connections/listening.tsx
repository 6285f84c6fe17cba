/** Where the server listens, and what is off. */
import { say } from "../../../words/language.ts";
import type { Told } from "../../../words/language.ts";
import { useServer } from "../server.ts";
import { CopyButton } from "../shell/copy-button.tsx";
import { connections as words, isOff } from "../words/connections.ts";

const ways = [
  { way: "ws", name: words.listenWs },
  { way: "http", name: words.http },
  { way: "admin", name: words.admin },
] as const;

export function Listening() {
  const addresses = useServer(({ hello }) => hello?.addresses);
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{say(words.listening)}</h2>
      </header>
      <ul className="list">
        {ways.map(({ way, name }) => (
          <Address key={way} name={name} address={addresses?.[way] ?? ""} way={way} />
        ))}
      </ul>
    </section>
  );
}

function Address({ name, address, way }: { name: Told; address: string; way: string }) {
  return (
    <li>
      <span className={`dot is-${address === "" ? "wait" : "ok"}`} />
      <span className="what">{say(name)}</span>
      {address === "" ? (
        <span className="grow faint cut">{say(isOff(`${way}.enable`))}</span>
      ) : (
        <>
          <code className="grow cut">{address}</code>
          <CopyButton text={address} label={say(words.copyAddress)} />
        </>
      )}
    </li>
  );
}
