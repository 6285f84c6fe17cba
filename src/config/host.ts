/** Checks of the addresses to listen on: what people write there, and what this machine has. */
import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";

import ipaddr from "ipaddr.js";
import * as v from "valibot";

import { mistakes, rules } from "../words/config.ts";
import { say } from "../words/language.ts";
import type { Mistake } from "./config.ts";

const listeners = { ws: false, http: true, admin: false } as const;

/** Finds the hosts of listeners that are on which cannot be listened on. */
export function hostMistakes(table: Record<string, unknown>): Mistake[] {
  return Object.entries(listeners).flatMap(([name, isOn]) => {
    const { enable = isOn, host } = v.parse(Readable, table[name]);
    const rule = enable && host !== undefined ? mistakeIn(host, name) : undefined;
    if (rule === undefined) return [];
    const message = say(mistakes.found(rule, JSON.stringify(host)));
    return [{ path: [name, "host"], message }];
  });
}

function mistakeIn(host: string, name: string): string | undefined {
  const bare = /^\[(.*)\]$/.exec(host)?.[1];
  if (bare !== undefined && isIP(bare)) return say(rules.bracketed(bare));
  const [, withoutPort = ""] = /^(?:\w+:\/\/)?([^/]+):\d+\/?$/.exec(host) ?? [];
  if (withoutPort !== "" && !isIP(host)) {
    return say(rules.hostWithPort(withoutPort.replace(/^\[(.*)\]$/, "$1"), `${name}.port`));
  }
  if (/^(?:.+\.)?localhost$/i.test(host) || host === hostname()) return undefined;
  if (!isIP(host)) return say(rules.host);
  const there = ownAddresses();
  const wanted = ipaddr.parse(host);
  const isAny = ["unspecified", "loopback"].includes(wanted.range());
  if (isAny || there.some((address) => normalize(address) === normalize(host))) return undefined;
  return say(rules.lackedAddress(there.slice(0, 8)));
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((all = []) =>
    all.map(({ address }) => address),
  );
}

/** Without the zone: link-local addresses have the same one on each interface. */
function normalize(address: string): string {
  const [bare = ""] = address.split("%");
  return ipaddr.process(bare).toNormalizedString();
}

// What cannot be read here has a mistake of its own, found by the schema.
const Readable = v.fallback(
  v.object({
    enable: v.fallback(v.optional(v.boolean()), undefined),
    host: v.fallback(v.optional(v.string()), undefined),
  }),
  {},
);
