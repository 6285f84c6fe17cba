/** What is legal in a configuration but will make somebody curse: `check` and `serve` both say it. */
import { Clients } from "../clients/clients.ts";
import type { Config } from "../config/config.ts";
import { maxConnections } from "../descriptors.ts";
import { reverseTargets, webhookTargets } from "../reach.ts";
import { isLoopback } from "../transports/auth.ts";
import { warnings } from "../words/check.ts";
import { say } from "../words/language.ts";
import type { Told } from "../words/language.ts";
import { idleRules } from "./idle-rules.ts";

/** Gives a sentence for each. */
export function unwise(config: Config): string[] {
  const { ws, http, http_post, ws_reverse, admin, event, heartbeat, sandbox, limits } = config;
  const most = maxConnections();
  const clients = new Clients(config);
  const reachable = { account: sandbox.self_id, clients };
  const dialled = reverseTargets(config, reachable);
  const waitsForEver = webhookTargets(config, reachable).some(
    ({ timeout, isFirst }) => timeout === 0 && isFirst,
  );
  const isEvented = ws.enable || dialled.some(({ role }) => role !== "API");
  const isOpen = ({ enable, host }: { enable: boolean; host: string }) =>
    enable && !isLoopback(host);
  const open = Object.entries({ ws, http }).filter(
    ([, listener]) => isOpen(listener) && !clients.tokenRequired,
  );
  const { enable, url, api_url, event_url, use_universal_client } = ws_reverse;
  const hasTwoRoles = url !== "" && api_url === "" && event_url === "" && !use_universal_client;
  const found: [boolean, Told][] = [
    ...open.map(([name, { host }]): [boolean, Told] => [true, warnings.open(name, host)]),
    [isOpen(admin), warnings.openAdmin(admin.host)],
    [!ws.enable && !http.enable && dialled.length === 0, warnings.unreachable],
    [enable && hasTwoRoles, warnings.twoRoles],
    [event.message_format === "string", warnings.stringFormat],
    [isEvented && !heartbeat.enable, warnings.noHeartbeat],
    [http_post.enable && waitsForEver, warnings.waitsForEver],
    [limits.connections > most, warnings.fewDescriptors(limits.connections, most)],
  ];
  const told = found.filter(([applies]) => applies).map(([, warning]) => warning);
  return [...told, ...idleRules(config)].map(say);
}

/** Accounts of clients that the first world does not have; one that is there already may have others. */
export function strayAccounts({ client, sandbox }: Config): string[] {
  const people = new Set([sandbox.self_id, ...sandbox.user.map(({ id }) => id)]);
  return client.flatMap(({ name, accounts = [] }) =>
    accounts.filter((id) => !people.has(id)).map((id) => say(warnings.noSuchAccount(name, id))),
  );
}
