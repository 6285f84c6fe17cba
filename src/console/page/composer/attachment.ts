/** What goes along with a message: pictures within it, recordings, videos and files each as one of its own. */
import type { ReceivedSegment } from "../../../protocol/entity.ts";

export type AttachmentKind = "image" | "record" | "video" | "file";

export interface Attachment {
  readonly key: string;
  readonly kind: AttachmentKind;
  readonly name: string;
  readonly blob: Blob;
  /** An address for this page alone. */
  readonly url: string;
  /** Of a recording, in seconds. */
  readonly seconds?: number;
}

/** Bytes of all that goes along; a frame has room for 128 MB of Base64. */
export const maxBytes = 64 * 2 ** 20;
export const maxAttachments = 20;

let lastKey = 0;

export function toAttachment(
  blob: Blob,
  { name, kind = kindOf(blob), seconds }: { name: string; kind?: AttachmentKind; seconds?: number },
): Attachment {
  return {
    key: `a${++lastKey}`,
    kind,
    name,
    blob,
    url: URL.createObjectURL(blob),
    ...(seconds !== undefined && { seconds }),
  };
}

export function dropAttachments(attachments: readonly Attachment[]): void {
  for (const { url } of attachments) URL.revokeObjectURL(url);
}

/** The segment as this page shows it until the server has made its own of it. */
export function toShown({ kind, name, url, blob }: Attachment): ReceivedSegment {
  const file = kind === "file" ? { file_size: String(blob.size) } : {};
  return { type: kind, data: { file: name, url, ...file } };
}

/** The segment as it is sent, with all its bytes. */
export async function toSent({ kind, name, blob }: Attachment): Promise<ReceivedSegment> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const file = `base64://${bytes.toBase64()}`;
  return { type: kind, data: kind === "file" ? { file, name } : { file } };
}

/** Like 2.4 kB. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function kindOf({ type }: Blob): AttachmentKind {
  if (/^image\/(?!svg)/.test(type)) return "image";
  if (type.startsWith("video/")) return "video";
  if (type.startsWith("audio/")) return "record";
  return "file";
}
