/** What the server answered. */
import type { Reply } from "../../../protocol/reply.ts";
import { say } from "../../../words/language.ts";
import { palette as words } from "../words/palette.ts";

const maxShown = 20_000;

export function Result({ reply, milliseconds }: { reply: Reply; milliseconds: number }) {
  const { status, retcode, message, data } = reply;
  const isBad = status === "failed";
  return (
    <section className="result" aria-label={say(words.result)} aria-live="polite">
      <p className="row">
        <span className={`badge is-mono ${isBad ? "is-bad" : "is-ok"}`}>{retcode}</span>
        <span className="faint">{milliseconds.toFixed(0)} ms</span>
        {message && <span className="bad">{message}</span>}
      </p>
      {data !== null && (
        <pre className="code" tabIndex={-1}>
          {(JSON.stringify(data, undefined, 2) ?? "").slice(0, maxShown)}
        </pre>
      )}
    </section>
  );
}
