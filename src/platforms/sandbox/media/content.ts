/** What bytes are, by what they hold: their name, their media type, and whether they are what they are sent as. */
import { fileTypeFromBuffer } from "file-type";

import { refuse } from "../../../protocol/reply.ts";

/** What something is sent as. */
export type What = "image" | "avatar" | "record" | "video" | "file";

/** Something stored: its name and media type, its size in bytes. */
export interface Medium {
  name: string;
  type: string;
  size: number;
}

/** Names bytes; refuses what is plainly no `what`. Unknown formats pass. */
export async function toMedium(bytes: Uint8Array, what: What): Promise<Medium> {
  const found = await fileTypeFromBuffer(bytes);
  if (what !== "file") requireMedium(bytes, { what, type: found?.mime });
  const hash = hashOf(bytes);
  return {
    name: found ? `${hash}.${found.ext}` : hash,
    type: found?.mime ?? "application/octet-stream",
    size: bytes.byteLength,
  };
}

export function hashOf(bytes: Uint8Array): string {
  return new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
}

/** Pages that say "not found" are the usual way for a picture not to be one. */
function requireMedium(
  bytes: Uint8Array,
  { what, type = "" }: { what: Exclude<What, "file">; type: string | undefined },
): void {
  const article = /^[aeiou]/.test(what) ? "an" : "a";
  const start = new TextDecoder().decode(bytes.subarray(0, 256)).trimStart();
  if (/^<(?:!doctype|!--|html|head|body|svg|\?xml)/i.test(start))
    refuse("notPermitted", `file is an HTML page or the like, not ${article} ${what}`);
  if (what === "avatar") requirePicture(type);
  else if (foreign[what].test(type))
    refuse("notPermitted", `file is ${type}, not ${article} ${what}`);
}

/** What bots fetch as the picture of somebody must be one. */
export function requirePicture(type: string): void {
  if (!/^image\/(?!svg)/.test(type))
    refuse("notPermitted", `file is ${type || "of an unknown type"}, not a picture`);
}

const foreign = {
  image: /^(?:audio|video|text|font|application)\//,
  record: /^(?:image|text|font)\/|^application\/(?:pdf|zip|json)$/,
  video: /^(?:image|audio|text|font)\/|^application\/(?:pdf|zip|json)$/,
} as const;
