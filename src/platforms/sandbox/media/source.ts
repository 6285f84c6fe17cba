/** What a bot gives for a picture, recording, video or file: where its bytes are, and what it is called there. */
import { isAbsolute, win32 } from "node:path";

import { refuse } from "../../../protocol/reply.ts";
import { download } from "./download.ts";
import type { DownloadLimits } from "./download.ts";
import { readLocalFile, toPath } from "./local-file.ts";

export interface SourceLimits extends DownloadLimits {
  /** Folders that file:// may read from. */
  folders: readonly string[];
}

export interface Source {
  /** The base name of what was given, where it has one. */
  name?: string;
  read: (limits: SourceLimits) => Promise<Uint8Array>;
  /** Whether it is on the web, where it may take long. */
  isRemote: boolean;
}

const maxName = 1000;

/** Understands base64://, data:, http(s)://, file:/// and paths; undefined for a plain name. */
export function toSource(file: string): Source | undefined {
  if (isAbsolute(file)) return local(file);
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(file)?.[1]?.toLowerCase();
  switch (scheme) {
    case undefined:
      return undefined;
    case "base64":
      return encoded(() => decodeBase64(file.replace(/^base64:(?:\/\/)?/i, "")));
    case "data":
      return encoded(() => decodeDataUrl(file));
    case "http":
    case "https":
      return remote(file);
    case "file":
      return local(toPath(file));
    default:
      return refuse(
        "badParams",
        `file: ${scheme.slice(0, 40)}: cannot be read; use base64://, data:, http(s)://, file:/// or a name`,
      );
  }
}

function encoded(decode: () => Uint8Array): Source {
  return { read: () => Promise.resolve(decode()), isRemote: false };
}

function local(path: string): Source {
  return named(path, { read: (limits) => readLocalFile(path, limits), isRemote: false });
}

function remote(address: string): Source {
  const path = URL.parse(address)?.pathname ?? "";
  return named(decodeName(path), { read: (limits) => download(address, limits), isRemote: true });
}

function named(path: string, source: Source): Source {
  // Windows takes both kinds of slashes, and nobody means one within a name.
  const name = win32.basename(path).slice(0, maxName);
  return name === "" ? source : { ...source, name };
}

/** What percent signs stand for, where they stand for something. */
export function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function decodeBase64(text: string): Uint8Array {
  for (const alphabet of ["base64", "base64url"] as const) {
    try {
      return Uint8Array.fromBase64(text, { alphabet });
    } catch {
      // Told below, where no alphabet fits.
    }
  }
  return refuse("badParams", "file is not valid base64");
}

function decodeDataUrl(text: string): Uint8Array {
  const comma = text.indexOf(",");
  if (comma < 0 || !/;\s*base64\s*$/i.test(text.slice(0, Math.min(comma, 1000))))
    refuse("badParams", "file: data: must be like data:image/png;base64,…");
  const rest = text.slice(comma + 1);
  return decodeBase64(rest.includes("%") ? decodeName(rest) : rest);
}
