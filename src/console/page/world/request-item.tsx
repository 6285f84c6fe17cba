/** One request: who asks what of whom, who may decide or did, and how to decide it as them. */
import { Ellipsis } from "lucide-react";
import { useState } from "react";

import { say } from "../../../words/language.ts";
import { openForm } from "../palette/form-store.ts";
import { Avatar } from "../people/avatar.tsx";
import { nameOf, useName } from "../people/name.ts";
import { askAs } from "../seat/call-as.ts";
import { useServer } from "../server.ts";
import { ItemMenu } from "../shell/item-menu.tsx";
import {
  asked,
  decided,
  deliveredTo,
  mayDecide,
  moreOf,
  namesOf,
  quoted,
  triedBut,
  world as words,
} from "../words/world.ts";
import { useAftermath } from "./aftermath.ts";
import type { Aftermath } from "./aftermath.ts";
import type { WorldRequest } from "./overview.ts";
import { TroubleNote } from "./trouble-note.tsx";
import { useAttempts } from "./trouble.ts";

export function RequestItem({ request }: { request: WorldRequest }) {
  const { user_id, target_id, group_id, kind, comment, state } = request;
  const name = useName(user_id);
  const target = useName(target_id ?? 0);
  const groupName = useServer(
    ({ groups }) => groups.find((group) => group.group_id === group_id)?.group_name,
  );
  const aftermath = useAftermath(request);
  return (
    <li>
      <Avatar id={user_id} name={name} size={32} />
      <span className="grow two">
        <span>
          <b>{name}</b> {say(asked(target)[kind])}{" "}
          {group_id !== null && <b>{groupName ?? group_id}</b>}{" "}
          {comment !== "" && <span className="dim">{say(quoted(comment))}</span>}
        </span>
        <span className="faint">{say(fateOf(request, aftermath))}</span>
      </span>
      {state === "pending" ? (
        <Decide request={request} />
      ) : (
        <Decided request={request} after={aftermath.after} />
      )}
    </li>
  );
}

function fateOf({ deciders, state }: WorldRequest, { receivers, failure }: Aftermath) {
  const names = namesOf(deciders.map(nameOf));
  const may =
    deciders.length === 0
      ? words.nobodyDecides
      : {
          zh: mayDecide(names.zh).zh,
          en: mayDecide(names.en).en,
        };
  const more =
    state !== "pending" || receivers === undefined
      ? undefined
      : failure
        ? triedBut(nameOf(failure.account), failure.sentence)
        : receivers.length === 0
          ? words.noBotGot
          : deliveredTo([...new Set(receivers)].join(", "));
  return more ? { zh: `${may.zh} · ${more.zh}`, en: `${may.en} · ${more.en}` } : may;
}

function Decided({ request, after }: { request: WorldRequest; after: number | undefined }) {
  const { decided_by, state, reason, deciders } = request;
  const by = decided_by ?? deciders[0] ?? 0;
  const name = useName(by);
  const isApproved = state === "approved";
  return (
    <span className="row dim">
      {by !== 0 && <Avatar id={by} name={name} size={20} />}
      {by !== 0 && <span>{say(decided({ name, isApproved, reason, after }))}</span>}
      <span className={`badge ${isApproved ? "is-ok" : "is-bad"}`}>
        {say(isApproved ? words.approved : words.rejected)}
      </span>
    </span>
  );
}

function Decide({ request }: { request: WorldRequest }) {
  const { deciders, kind, flag, user_id } = request;
  const own = useServer(({ hello }) => hello?.account);
  // What the bot does by itself is what is tested: others come first.
  const usual = deciders.find((id) => id !== own) ?? deciders[0];
  const [chosen, setChosen] = useState(usual);
  const { attempt, trouble, isRunning } = useAttempts();
  const name = useName(user_id);
  const account = chosen !== undefined && deciders.includes(chosen) ? chosen : usual;
  if (account === undefined) return null;
  const isFriend = kind === "friend";
  const action = isFriend ? "set_friend_add_request" : "set_group_add_request";
  const fixed = { flag, ...(!isFriend && { sub_type: kind }) };
  const decide = (approve: boolean) => attempt(() => askAs(account, action, { ...fixed, approve }));

  return (
    <span className="decide">
      <span className="row">
        <label className="row">
          <span className="dim">{say(words.as)}</span>
          <select
            className="field is-small"
            value={account}
            onChange={({ target }) => setChosen(Number(target.value))}
          >
            {deciders.map((id) => (
              <option key={id} value={id}>
                {nameOf(id)}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="button is-small is-main"
          disabled={isRunning}
          onClick={() => decide(true)}
        >
          {say(words.approve)}
        </button>
        <button
          type="button"
          className="button is-small"
          disabled={isRunning}
          onClick={() => decide(false)}
        >
          {say(words.reject)}
        </button>
        <ItemMenu
          name={say(moreOf(name))}
          choices={[
            {
              words: isFriend ? words.approveWith : words.rejectWith,
              onUse: () =>
                openForm({
                  action,
                  title: isFriend ? words.approveWith : words.rejectWith,
                  account,
                  fields: [isFriend ? "remark" : "reason"],
                  fixed: { ...fixed, approve: String(isFriend) },
                  submit: isFriend ? words.approve : words.reject,
                }),
            },
          ]}
        >
          <Ellipsis />
        </ItemMenu>
      </span>
      <TroubleNote trouble={trouble} />
    </span>
  );
}
