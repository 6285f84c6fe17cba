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
  tooLarge: [1413, "It is too large; the message names the limit"],
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
  readonly code: RetCode | number;

  /** A number is for codes that are in no table, as injected faults have. */
  constructor(code: RetCode | number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Throws a {@link Refusal}. */
export function refuse(code: RetCode, message: string): never {
  throw new Refusal(code, message);
}

/** Instead of a result: the call was done, but its reply is lost, with the connection or without. */
export class NoReply {
  readonly withConnection: boolean;

  constructor(withConnection: boolean) {
    this.withConnection = withConnection;
  }
}

export function succeed(data: unknown): Reply {
  return { status: "ok", retcode: 0, data: data ?? null };
}

/** The answer to a call that runs behind: accepted, outcome unknown. */
export const accepted: Reply = { status: "async", retcode: 1, data: null };

export function fail(code: RetCode | number, message: string): Reply {
  const retcode = typeof code === "number" ? code : retCodes[code][0];
  return { status: "failed", retcode, data: null, message, wording: message };
}
