/** A world as one document: what may be in it, and why it may be refused. */
import * as v from "valibot";

import { ReceivedSegment } from "../../protocol/entity.ts";
import { refuse } from "../../protocol/reply.ts";
import { Id, MessageId, wholeNumber } from "../../protocol/scalar.ts";
import { ClockState } from "./tables/clock.ts";
import { ForwardNode } from "./tables/forwards.ts";

export const format = 1;

const Cell = v.union([v.string(), v.number(), v.null()]);
type Cell = v.InferOutput<typeof Cell>;

const Medium = v.object({
  name: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}(?:\.[0-9a-z]{1,20})?$/)),
  type: v.pipe(v.string(), v.regex(/^[a-z]{1,20}\/[\w.+-]{1,100}$/i)),
  size: v.number(),
  base64: v.string(),
});

const Document = v.object({
  onebot_sandbox: v.literal(format),
  tables: v.record(
    v.string(),
    v.object({ columns: v.array(v.string()), rows: v.array(v.array(Cell)) }),
  ),
  media: v.optional(v.array(Medium), []),
});
export type Document = v.InferOutput<typeof Document>;

/** Reads a document; refuses, with the place, what .sandbox.export would not have written. */
export function parseDocument(given: Record<string, unknown>): Document {
  const parsed = v.safeParse(Document, given);
  if (parsed.success) return parsed.output;
  return refuseDocument(
    `${v.getDotPath(parsed.issues[0]) ?? "it"} is not as .sandbox.export wrote it`,
  );
}

export function refuseDocument(what: string): never {
  return refuse("badParams", `params.document: ${what}`);
}

/** What a medium of a document holds. */
export function decodeMedium({ base64, name }: Document["media"][number]): Uint8Array {
  try {
    const bytes = Uint8Array.fromBase64(base64);
    const hash = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
    if (name.startsWith(hash)) return bytes;
  } catch {
    // Told below: what is no base64 holds something else, too.
  }
  return refuseDocument(`the medium ${name} holds something else`);
}

/** A column of a table: its name and the type SQLite keeps it as. */
export interface Column {
  name: string;
  type: string;
}

/** What is wrong with a row that SQLite itself would take. */
export function whyNot(
  table: string,
  columns: readonly Column[],
  row: readonly Cell[],
): string | undefined {
  if (row.length !== columns.length) return `has ${row.length} cells, not ${columns.length}`;
  if (table === "setting") return isSetting(row) ? undefined : "is no setting";
  const wrong = columns.find((column, at) => !isCell(row[at], { table, column }));
  return wrong && `is malformed in ${wrong.name}`;
}

/** Cells that hold JSON, and what must be in it. */
const json: Readonly<Record<string, v.GenericSchema>> = {
  "message.segments": v.array(ReceivedSegment),
  "forward.nodes": v.array(ForwardNode),
};

/** What JSON can carry exactly. */
const Whole = wholeNumber(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

/** What a number is, by its column; a column of one table comes before one of any. */
const numbers: Readonly<Record<string, v.GenericSchema>> = {
  "message.id": MessageId,
  message_id: MessageId,
  id: Id,
  user_id: Id,
  friend_id: Id,
  target_id: Id,
  group_id: Id,
  operator_id: Id,
  anonymous_id: Id,
};

function isCell(
  cell: Cell | undefined,
  { table, column: { name, type } }: { table: string; column: Column },
): boolean {
  const inside = json[`${table}.${name}`];
  if (inside) return v.is(inside, parse(cell));
  // SQLite takes text for a number where it is one.
  if (type !== "INTEGER" || cell === null) return true;
  return v.is(numbers[`${table}.${name}`] ?? numbers[name] ?? Whole, cell);
}

/** The clock is all that is set so far. */
function isSetting(row: readonly unknown[]): boolean {
  return row.includes("clock") && row.some((cell) => v.is(ClockState, parse(cell)));
}

function parse(cell: unknown): unknown {
  try {
    return JSON.parse(String(cell));
  } catch {
    return undefined;
  }
}
