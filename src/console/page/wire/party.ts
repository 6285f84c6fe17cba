/** Who a frame came from or went to, in the words of the page. */
import type { Receiver } from "../../../entry.ts";
import { isPost } from "./row.ts";
import { softwareOf } from "./software.ts";

/** What clients are called that have no name of their own. */
const nameless = /^(?:default$|$|post |reverse )/;

/** A bot is called by its name, else what it says it is, else by where we reach it, else as its account: `owner`. */
export function clientOf(party: Receiver, owner: string): string {
  if (party.isSeat) return owner;
  if (!nameless.test(party.client)) return party.client;
  const software = softwareOf(party.connection);
  if (software !== undefined) return software;
  if (isPost(party)) return `POST ${hostOf(party.path)}`;
  return party.client.startsWith("reverse ") ? `↗ ${hostOf(party.address)}` : owner;
}

/** By which way it comes: `/`, `/event`, a role, or what it posts to. */
export function wayOf(party: Receiver): string {
  if (isPost(party)) return "POST";
  return party.connection === undefined ? `HTTP ${party.path}` : party.path;
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
