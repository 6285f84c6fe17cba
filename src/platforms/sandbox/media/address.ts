/** The addresses bots fetch media from: nobody can guess them, and everybody finds their way back. */
import { createHmac } from "node:crypto";

import { decodeName } from "./source.ts";

/** What an address stands for: a medium, and the name a file was given. */
export interface Addressed {
  medium: string;
  fileName?: string;
}

export class Addresses {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** The path of an address. */
  path(addressed: Addressed): string {
    const { medium } = addressed;
    const given = addressed.fileName?.toWellFormed() ?? "";
    // Dots alone would be a way within the address.
    const fileName = /^\.*$/.test(given) ? undefined : given;
    const path = fileName === undefined ? medium : `${medium}/${encodeURIComponent(fileName)}`;
    return `/media/${this.#sign(medium, fileName)}/${path}`;
  }

  /** What a path was made for; undefined where it was not made here. */
  find(pathname: string): Addressed | undefined {
    const [, signature, medium = "", encoded] =
      /^\/+media\/([0-9a-f]{32})\/([0-9a-z.]+)(?:\/([^/]+))?$/.exec(pathname) ?? [];
    const fileName = encoded === undefined ? undefined : decodeName(encoded);
    if (signature !== this.#sign(medium, fileName)) return undefined;
    return fileName === undefined ? { medium } : { medium, fileName };
  }

  #sign(medium: string, fileName: string | undefined): string {
    // No medium has a slash in its name.
    const text = fileName === undefined ? medium : `${medium}/${fileName}`;
    return signatureOf(this.#secret, text);
  }
}

/** What nobody can guess who does not know the secret. */
export function signatureOf(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex").slice(0, 32);
}

/** How browsers are told what to do with it, and what to call it (RFC 6266). */
export function contentDisposition(kind: "inline" | "attachment", name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => {
    return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
