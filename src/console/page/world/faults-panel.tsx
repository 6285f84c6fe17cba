/** What is broken on purpose. */
import { ChevronDown, Plus, TriangleAlert, X } from "lucide-react";

import { say } from "../../../words/language.ts";
import { openForm } from "../palette/form-store.ts";
import { useServer } from "../server.ts";
import { ItemMenu } from "../shell/item-menu.tsx";
import { chance, held, left, only, struck, world as words } from "../words/world.ts";
import { EffectBadges } from "./effect-badges.tsx";
import { clearFaults, isSpent, useFaults } from "./faults.ts";
import type { Fault } from "./faults.ts";
import { TroubleNote } from "./trouble-note.tsx";
import { useAttempts } from "./trouble.ts";

export function FaultsPanel() {
  const faults = useFaults((state) => state.faults);
  const { attempt, trouble } = useAttempts();
  return (
    <section className="panel" aria-label={say(words.faults)}>
      <header className="panel-head">
        <TriangleAlert />
        <h2>{say(words.faults)}</h2>
        {faults.length > 0 && <span className="count is-quiet">{faults.length}</span>}
        <span className="grow" />
        {faults.length > 1 && (
          <button
            type="button"
            className="button is-small"
            onClick={() => attempt(() => clearFaults())}
          >
            {say(words.clearAll)}
          </button>
        )}
        <InjectMenu />
      </header>
      <TroubleNote trouble={trouble} />
      {faults.length === 0 ? (
        <p className="empty is-small">{say(words.noFaults)}</p>
      ) : (
        <ul className="list faults">
          {faults.map((fault) => (
            <FaultItem
              key={fault.id}
              fault={fault}
              onClear={() => attempt(() => clearFaults(fault.id))}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function FaultItem({ fault, onClear }: { fault: Fault; onClear: () => void }) {
  const { action, event, account, count } = fault;
  const name = action ?? event ?? "";
  const facts = [
    account === undefined ? words.everybody : only(account),
    ...(fault.probability === undefined ? [] : [chance(fault.probability)]),
    ...(count === undefined ? [] : [isSpent(fault) ? words.spent : left(count)]),
    struck(fault.struck),
    ...(fault.held === undefined ? [] : [held(fault.held)]),
  ];
  return (
    <li>
      <span className="grow two">
        <span className="row wrap">
          <code>{name}</code>
          <EffectBadges fault={fault} />
        </span>
        <span className="faint">{facts.map(say).join(" · ")}</span>
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label={`${say(words.clear)} ${name}`}
        title={say(words.clear)}
        onClick={onClear}
      >
        <X />
      </button>
    </li>
  );
}

function InjectMenu() {
  const account = useServer(({ hello }) => hello?.account ?? 0);
  const shared = { action: ".sandbox.fault", account, submit: words.injectSubmit } as const;
  return (
    <ItemMenu
      name={say(words.inject)}
      className="button is-small"
      choices={[
        {
          words: words.injectCalls,
          onUse: () =>
            openForm({
              ...shared,
              title: words.injectCalls,
              fields: ["action", "retcode", "delay_ms", "drop", "count", "probability", "account"],
              values: { action: "send_*", retcode: "103", account: String(account) },
            }),
        },
        {
          words: words.injectEvents,
          onUse: () =>
            openForm({
              ...shared,
              title: words.injectEvents,
              fields: ["event", "hold", "duplicate", "count", "probability", "account"],
              values: { event: "message.*", hold: "true", account: String(account) },
            }),
        },
      ]}
    >
      <Plus />
      {say(words.inject)}
      <ChevronDown />
    </ItemMenu>
  );
}
