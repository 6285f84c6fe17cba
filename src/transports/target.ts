/** What a request is for, by its address: host, path and query. */
import { beginningOf } from "../beginning.ts";

export interface Target {
  readonly url: URL;
  /** The path without doubled slashes and without one at the end. */
  readonly path: string;
  /** The one segment the path has, decoded; undefined where it has none or several. */
  readonly action: string | undefined;
  readonly query: URLSearchParams;
}

const maxKnown = 256;
const noQuery = new URLSearchParams();

/** Reads the addresses of requests. Bots ask for the same few again and again: those are read once. */
export class Targets {
  readonly #known = new Map<string, Target>();

  /** Undefined where the Host header is malformed: Bun hands on whatever it held. */
  find(address: string): Target | undefined {
    const known = this.#known.get(address);
    if (known) return known;
    const url = URL.parse(address);
    if (!url) return undefined;
    const path = normalize(url.pathname);
    const segment = /^\/([^/]+)$/.exec(path)?.[1];
    const target = { url, path, action: segment && decode(segment), query: noQuery };
    // A query holds params and tokens, and is rarely the same twice.
    if (url.search !== "") return { ...target, query: url.searchParams };
    if (this.#known.size === maxKnown) this.#known.clear();
    this.#known.set(address, target);
    return target;
  }
}

const maxTold = 200;
const tokens = /(access_token(?:=|%3D)|bearer(?:%20|\+))[^/&?#\s]+/gi;

/** A path as it may be told; of a longer one the beginning. */
export function tellPath(path: string): string {
  return beginningOf(withoutTokens(path), maxTold);
}

/** A text without the tokens in it: `/api&access_token=TOKEN` is easily written, and is a path. */
export function withoutTokens(text: string): string {
  return text.replaceAll(tokens, "$1…");
}

/** Kovi dials `//api`; a slash at the end is everywhere. */
function normalize(pathname: string): string {
  const path = pathname.replaceAll(/\/{2,}/g, "/");
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
