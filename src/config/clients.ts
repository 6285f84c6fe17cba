/** Checks of `[[client]]` that no single key can show: names and tokens used twice, clients that don't exist. */
import * as v from "valibot";

import { clientMistakes as words } from "../words/config.ts";
import { say } from "../words/language.ts";
import type { Told } from "../words/language.ts";
import { digestOf, tokenDigestOf } from "./client.ts";
import type { Mistake } from "./config.ts";

/** How the client is called that has all rights. */
export const ownerName = "default";
/** How whoever plays an account from the console is called. */
export const seatName = "console";

const tokenKeys = ["access_token", "sha256", "token_env"] as const;

/** Finds what does not fit together, also where other keys are wrong. */
export function clientMistakes(table: unknown): Mistake[] {
  const { client: clients, auth, http_post, ws_reverse } = v.parse(Readable, table);
  const at = (path: Mistake["path"], told: Told): Mistake => ({ path, message: say(told) });
  const owner = auth.access_token && digestOf(auth.access_token);
  const known = clients.map(({ name }) => name).filter((name) => name !== undefined);

  return [
    ...clients.flatMap((client, row) => {
      const { name, token_env } = client;
      const place = (key: string) => ["client", row, key];
      const first = clients.findIndex((other) => other.name === name);
      const given = tokenKeys.filter((key) => client[key] !== undefined);
      const [key = "name", ...more] = given;
      const digest = tokenDigestOf(client);
      const same = clients.slice(0, row).find((other) => tokenDigestOf(other) === digest);
      const taken = digest === owner ? "auth.access_token" : same?.name;
      return [
        ...(name === ownerName || name === seatName
          ? [at(place("name"), words.reserved(name))]
          : []),
        ...(name !== undefined && first < row
          ? [at(place("name"), words.nameTwice(name, first + 1))]
          : []),
        ...more.map((one) => at(place(one), words.manyTokens(given))),
        ...(token_env !== undefined && !process.env[token_env]
          ? [at(place("token_env"), words.noVariable(token_env))]
          : []),
        ...(digest !== undefined && taken !== undefined
          ? [at(place(key), words.tokenTwice(taken))]
          : []),
      ];
    }),
    ...Object.entries({ http_post, ws_reverse }).flatMap(([name, { target }]) =>
      target.flatMap(({ client, account }, row) => {
        if (client === undefined) return [];
        const found = clients.find((each) => each.name === client);
        if (!found) return [at([name, "target", row, "client"], words.noClient(client, known))];
        const isTheirs = account === undefined || (found.accounts?.includes(account) ?? true);
        return isTheirs
          ? []
          : [at([name, "target", row, "account"], words.notItsAccount(account, client))];
      }),
    ),
  ];
}

// What cannot be read here has a mistake of its own, found by the schema.
const Text = v.fallback(v.optional(v.string()), undefined);
const Client = v.fallback(
  v.object({
    name: Text,
    access_token: Text,
    sha256: Text,
    token_env: Text,
    accounts: v.fallback(v.optional(v.array(v.number())), undefined),
  }),
  {},
);
const Targets = v.fallback(
  v.object({
    target: v.fallback(
      v.array(
        v.fallback(
          v.object({ client: Text, account: v.fallback(v.optional(v.number()), undefined) }),
          {},
        ),
      ),
      [],
    ),
  }),
  { target: [] },
);
const Readable = v.fallback(
  v.object({
    client: v.fallback(v.array(Client), []),
    auth: v.fallback(v.object({ access_token: v.fallback(v.string(), "") }), { access_token: "" }),
    http_post: Targets,
    ws_reverse: Targets,
  }),
  { client: [], auth: { access_token: "" }, http_post: { target: [] }, ws_reverse: { target: [] } },
);
