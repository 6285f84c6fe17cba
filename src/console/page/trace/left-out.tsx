/** The named clients that do not get an event, each by which of its rules. */
import { useEffect, useState } from "react";

import type { Frame } from "../../../frames.ts";
import { say } from "../../../words/language.ts";
import type { Told } from "../../../words/language.ts";
import { steer, useServer } from "../server.ts";
import { fieldsOf } from "../wire/content.ts";
import { trace as words } from "../words/trace.ts";

interface Verdict {
  readonly client: string;
  readonly gets: boolean;
  readonly because: Told;
}

const none: readonly Verdict[] = [];

export function LeftOut({ frame }: { readonly frame: Frame }) {
  const isSteered = useServer((state) => state.isSteered);
  const [left, setLeft] = useState(none);
  useEffect(() => {
    let isShown = true;
    const event = isSteered ? fieldsOf(frame) : undefined;
    const asking = event && steer<{ clients: readonly Verdict[] }>(".sandbox.why", { event });
    asking?.then(
      ({ clients }) => isShown && setLeft(clients.filter(({ gets }) => !gets)),
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, [frame, isSteered]);
  if (left.length === 0) return null;
  return (
    <ul className="left-out" aria-label={say(words.leftOut)}>
      {left.map(({ client, because }) => (
        <li key={client}>
          <span className="dot is-wait" /> {client} <span className="faint">{say(because)}</span>
        </li>
      ))}
    </ul>
  );
}
