/** What recordings leave out, since it is another each time: addresses, dice, ids, what is only read. */
import type { ReceivedSegment } from "../protocol/entity.ts";
import type { References } from "./reference.ts";
import { written } from "./written.ts";

/** Calls that change nothing, or nothing that anybody sees. */
const reads =
  /^(?:_?get_|can_|fetch_|check_|_?mark_|_mark|\.?ocr_|nc_get|set_restart|clean_cache|\.handle_quick_operation|download_file)/;

export function isRead(action: string): boolean {
  return reads.test(action.replace(/_(?:async|rate_limited)$/, ""));
}

/** Whether something in a value was cut short by the record. */
export function isCut(value: unknown): boolean {
  if (typeof value === "string") return /… \(\d+ characters\)$|^…$/.test(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(isCut);
}

/** Segments whose ids are another each time. A person sends them by a call of their own. */
const byCall: ReadonlySet<string> = new Set(["forward", "node", "anonymous"]);
const media: ReadonlySet<string> = new Set(["image", "record", "video"]);
const thrown: ReadonlySet<string> = new Set(["dice", "rps"]);

/** A message as a script has it; undefined where it is a person's that can only be repeated as the call it was. */
export function plainSegments(
  segments: readonly ReceivedSegment[],
  { isBot, references }: { isBot: boolean; references: References },
): ReceivedSegment[] | undefined {
  if (segments.length === 0 || segments.some(({ data }) => Object.values(data).some(isCut)))
    return undefined;
  if (!isBot && segments.some(({ type }) => byCall.has(type))) return undefined;
  return segments.flatMap(({ type, data }): ReceivedSegment[] => {
    const { url, file, file_id, file_size, ...rest } = data;
    void [url, file_id, file_size];
    const kept = file === undefined ? rest : { file, ...rest };
    if (type === "reply") {
      const label = references.labelOf("message", written(data["id"]));
      if (label !== undefined) return [{ type, data: { id: label } }];
      return [{ type, data: isBot ? {} : data }];
    }
    if (type === "at") return [{ type, data: { qq: data["qq"] ?? "" } }];
    if (isBot && (byCall.has(type) || thrown.has(type))) return [{ type, data: {} }];
    if (isBot && media.has(type)) return [{ type, data: file === undefined ? {} : { file } }];
    if (type === "file" && !isBot && file !== undefined)
      return [{ type, data: { ...kept, name: file } }];
    return [{ type, data: kept }];
  });
}
