/** The pictures of people and groups: those they chose, and drawings of all others. */
import type { People } from "../tables/people.ts";
import type { Roster } from "../tables/roster.ts";
import { signatureOf } from "./address.ts";
import { hashOf } from "./content.ts";
import { draw } from "./drawing.ts";
import type { Media } from "./media.ts";
import { toWhose, whoseAt } from "./qlogo.ts";
import type { Whose } from "./qlogo.ts";
import type { Source } from "./source.ts";

export interface PortraitsOptions {
  people: People;
  roster: Roster;
  media: Media;
  secret: string;
}

export class Portraits {
  readonly #options: PortraitsOptions;

  constructor(options: PortraitsOptions) {
    this.#options = options;
  }

  /** The address of a picture: it stays the same whatever is shown there, and nobody can guess it. */
  url(whose: Whose): string {
    return this.#options.media.absolute(this.#path(whose));
  }

  /** Answers a request for an address given by {@link url}; undefined where the path is no such address. */
  serve(pathname: string): Response | undefined {
    const whose = this.#find(pathname);
    if (!whose) return undefined;
    const { media } = this.#options;
    const chosen = this.#chosen(whose);
    const response = chosen ? media.show(chosen) : toResponse(this.#draw(whose));
    // It may be another one the next time.
    response.headers.set("cache-control", "no-cache");
    return response;
  }

  /** What an address of such a picture stands for, ours or QQ's: the web is not asked. */
  source(address: string): Source | undefined {
    const whose = whoseAt(address) ?? this.#find(URL.parse(address)?.pathname ?? "");
    if (!whose) return undefined;
    const { media } = this.#options;
    const read = async () => {
      const chosen = this.#chosen(whose);
      return chosen ? await Bun.file(media.path(chosen)).bytes() : this.#draw(whose);
    };
    return { name: `${whose.id}.png`, read, isRemote: false };
  }

  #chosen({ kind, id }: Whose) {
    const { media, people, roster } = this.#options;
    const found = kind === "user" ? people.find(id) : roster.group(id);
    return found?.avatar == null ? undefined : media.find(found.avatar);
  }

  #draw({ kind, id }: Whose): Uint8Array {
    const { people, roster } = this.#options;
    const name = kind === "user" ? people.find(id)?.nickname : roster.group(id)?.name;
    return draw({ id, name: name ?? "" });
  }

  #path(whose: Whose): string {
    const name = `avatar/${whose.kind}/${whose.id}`;
    return `/${name}/${signatureOf(this.#options.secret, name)}`;
  }

  #find(pathname: string): Whose | undefined {
    const [, kind, id] = /^\/+avatar\/(user|group)\/(\d+)\/[0-9a-f]{32}$/.exec(pathname) ?? [];
    const whose = toWhose(kind === "group" ? "group" : "user", id);
    return whose && pathname.endsWith(this.#path(whose)) ? whose : undefined;
  }
}

function toResponse(png: Uint8Array): Response {
  return new Response(png, {
    headers: {
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      etag: `"${hashOf(png)}"`,
      // Whoever draws better can tell it from a picture that somebody chose.
      "x-drawn": "1",
    },
  });
}
