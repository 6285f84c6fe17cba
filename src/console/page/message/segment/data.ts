/** Reading the data of a segment, which anybody may have written. */
import type { ReceivedSegment } from "../../../../protocol/entity.ts";

export type SegmentData = ReceivedSegment["data"];

export interface SegmentProps {
  readonly data: SegmentData;
  readonly segment: ReceivedSegment;
}

/** A value that is text; "" where it is absent or something else. */
export function textOf(data: SegmentData, key: string): string {
  const value = data[key];
  return typeof value === "string" ? value : "";
}

/** The segments of a message within a segment. */
export function messageOf(data: SegmentData, key: string): readonly ReceivedSegment[] {
  const value = data[key];
  return Array.isArray(value) ? value : [];
}

/** Where our own server has a medium: the path of its address. Nothing is ever fetched from elsewhere. */
export function ownAddress(address: string): string | undefined {
  const path = URL.parse(address, location.href)?.pathname ?? "";
  return /^\/(?:media|avatar)\//.test(path) ? path : undefined;
}

/** Where what a segment carries can be seen, also before the server has it; undefined where it cannot. */
export function addressOf(data: SegmentData): string | undefined {
  const file = textOf(data, "file");
  if (file.startsWith("base64://")) return `data:;base64,${file.slice("base64://".length)}`;
  const url = textOf(data, "url");
  // What this page itself holds until it is sent; nobody else can make such an address.
  return url.startsWith(`blob:${location.origin}/`) ? url : ownAddress(url);
}

/** An address that may be opened in a tab of its own. */
export function webAddress(address: string): string | undefined {
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

/** Like 2.4 kB. */
export function sizeOf(bytes: number): string {
  if (!Number.isFinite(bytes) || bytes < 0) return "";
  const units = ["B", "kB", "MB", "GB"];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}
