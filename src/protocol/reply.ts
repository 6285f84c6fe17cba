/** What a call is answered with (communication/ws, api), and why it may be refused. */

/** The return codes, with what each means. The standard fixes 0, 1, 1400, 1401, 1403 and 1404. */
export const retCodes = {
  ok: [0, "The call was done"],
  async: [1, "The call was accepted, its outcome will not be told"],
  badParams: [100, "A parameter is missing or invalid; the message names it"],
  unknownTarget: [102, "The target is unknown or gives no valid data"],
  notPermitted: [103, "The call is not permitted or failed"],
  badCall: [1400, "The frame is not a call"],
  forbidden: [1403, "This client may not call this action"],
  unknownAction: [1404, "There is no such action"],
  tooMany: [1429, "Too many calls are pending"],
  internal: [1500, "The server failed; its log says why"],
} as const satisfies Record<string, readonly [code: number, meaning: string]>;

export type RetCode = keyof typeof retCodes;

/** The result of a call, without its echo. */
export interface Reply {
  status: "ok" | "async" | "failed";
  retcode: number;
  data: unknown;
  message?: string;
  wording?: string;
}

/** An expected failure: thrown wherever something is found wrong, told to the caller in `message`. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RetCode;

  constructor(code: RetCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Throws a {@link Refusal}. */
export function refuse(code: RetCode, message: string): never {
  throw new Refusal(code, message);
}

export function succeed(data: unknown): Reply {
  return { status: "ok", retcode: 0, data: data ?? null };
}

/** The answer to a call that runs behind: accepted, outcome unknown. */
export const accepted: Reply = { status: "async", retcode: 1, data: null };

export function fail(code: RetCode, message: string): Reply {
  return { status: "failed", retcode: retCodes[code][0], data: null, message, wording: message };
}
