/** What is legal in a configuration but will make somebody curse: `check` and `serve` both say it. */
import type { Config } from "../config/config.ts";
import { maxConnections } from "../descriptors.ts";
import { reverseTargets, webhookTargets } from "../reach.ts";
import { isLoopback } from "../transports/auth.ts";
import { warnings } from "../words/check.ts";
import { say } from "../words/language.ts";
import type { Told } from "../words/language.ts";

/** Gives a sentence for each. */
export function unwise(config: Config): string[] {
  const { ws, http, http_post, ws_reverse, admin, auth, event, heartbeat, sandbox, limits } =
    config;
  const most = maxConnections();
  const dialled = reverseTargets(config, sandbox.self_id);
  const waitsForEver = webhookTargets(config, sandbox.self_id).some(({ timeout }) => timeout === 0);
  const isEvented = ws.enable || dialled.some(({ role }) => role !== "API");
  const isOpen = ({ enable, host }: { enable: boolean; host: string }) =>
    enable && !isLoopback(host);
  const open = Object.entries({ ws, http }).filter(
    ([, listener]) => isOpen(listener) && auth.access_token === "",
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
  return found.filter(([applies]) => applies).map(([, warning]) => say(warning));
}
