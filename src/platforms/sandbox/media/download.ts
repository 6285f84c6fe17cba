/** Fetches what a bot's message points to, from public addresses only, within a size and a time. */
import { lookup } from "node:dns/promises";

import ipaddr from "ipaddr.js";

import { refuse } from "../../../protocol/reply.ts";

export interface DownloadLimits {
  /** Bytes. */
  maxBytes: number;
  /** Milliseconds for all of it, redirects included. */
  timeout: number;
  /** Whether an IP address may be asked. */
  allows: (address: string) => boolean;
}

const maxRedirects = 5;

/** Gives the bytes behind an http(s) address; refuses, with the reason, what cannot or may not be had. */
export async function download(address: string, limits: DownloadLimits): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(limits.timeout);
  let url = URL.parse(address);
  for (let hop = 0; hop <= maxRedirects; hop++) {
    if (!url || !/^https?:$/.test(url.protocol))
      refuse("badParams", `${shorten(address)} is not an http(s) address`);
    const response = await request(url, { limits, signal });
    const location = response.headers.get("location");
    if (location === null || response.status < 300 || response.status > 399) {
      if (!response.ok) refuse("notPermitted", `${shorten(url.href)} answered ${response.status}`);
      return await read(response, { url, maxBytes: limits.maxBytes });
    }
    await response.body?.cancel();
    url = URL.parse(location, url.href);
  }
  return refuse("notPermitted", `${shorten(address)} redirects more than ${maxRedirects} times`);
}

// IPv4 in the last bits, a form that was given up (RFC 4291, section 2.5.5.1).
const [formerIpv4, formerBits] = [ipaddr.IPv6.parse("::"), 96];

/** Whether an IP address is one of the internet's, and none of this machine or the networks around it. */
export function isPublic(address: string): boolean {
  // Also sees through IPv4 addresses written as IPv6.
  const seen = ipaddr.process(address);
  if (seen instanceof ipaddr.IPv6 && seen.match(formerIpv4, formerBits)) return false;
  return seen.range() === "unicast";
}

/** The request goes to the very address that was checked: a name could mean another one the next moment. */
async function request(
  url: URL,
  { limits, signal }: { limits: DownloadLimits; signal: AbortSignal },
): Promise<Response> {
  const name = url.hostname.replace(/^\[|\]$/g, "");
  const { address, family } = await resolve(name);
  if (!limits.allows(address)) {
    refuse(
      "notPermitted",
      `${url.host} is a private address; sandbox.allow_private_addresses allows those`,
    );
  }
  const target = new URL(url);
  target.hostname = family === 6 ? `[${address}]` : address;
  try {
    return await fetch(target, {
      redirect: "manual",
      signal,
      headers: { host: url.host },
      tls: { serverName: name },
    });
  } catch (error) {
    return refuse(
      "notPermitted",
      `${shorten(url.href)} cannot be fetched: ${(error as Error).message}`,
    );
  }
}

async function resolve(name: string): Promise<{ address: string; family: number }> {
  try {
    return await lookup(name);
  } catch {
    return refuse("notPermitted", `There is no host ${shorten(name)}`);
  }
}

async function read(
  response: Response,
  { url, maxBytes }: { url: URL; maxBytes: number },
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of response.body ?? []) {
      size += part.byteLength;
      if (size > maxBytes) break;
      parts.push(part);
    }
  } catch (error) {
    refuse("notPermitted", `${shorten(url.href)} cannot be read: ${(error as Error).message}`);
  }
  if (size > maxBytes)
    refuse(
      "tooLarge",
      `${shorten(url.href)} is larger than ${maxBytes} bytes (sandbox.media_bytes)`,
    );
  return Buffer.concat(parts);
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
