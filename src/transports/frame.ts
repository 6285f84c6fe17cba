/** Frames of the API service: text → call, reply → text (communication/ws). */
import type { Call } from "../dispatcher.ts";
import { logger } from "../log/log.ts";
import type { Reply } from "../protocol/reply.ts";
import { Refusal, fail } from "../protocol/reply.ts";
import { isFields } from "../protocol/scalar.ts";
import { parseJson } from "./json.ts";

const log = logger("call");

/** One frame read. */
export interface Frame {
  /** What is to be called, or why the frame is no call. */
  call: Call | Refusal;
  /** The source text of `echo`, absent where it was absent. */
  echo: string | undefined;
  /** Whether it is an answer to something rather than a call: some bots answer our events. */
  isReply: boolean;
  /** Whether it is an event. */
  isEvent: boolean;
}

/** Reads one frame; never throws. */
export function parseFrame(frame: string | Uint8Array): Frame {
  const text = typeof frame === "string" ? frame : decodeUtf8(frame);
  const { value, echo } =
    text instanceof Refusal ? { value: text, echo: undefined } : parseJson(text);
  if (value instanceof Refusal) return { call: value, echo, isReply: false, isEvent: false };
  const isCall = !isFields(value) || value["action"] !== undefined;
  const isReply = !isCall && value["retcode"] !== undefined;
  const isEvent = !isCall && value["post_type"] !== undefined;
  return { call: toCall(value, frame.length), echo, isReply, isEvent };
}

/** Writes a reply of at most `maxBytes`, with the echo exactly as it was sent; one that is larger is refused. */
export function encodeReply(reply: Reply, echo: string | undefined, maxBytes: number): string {
  try {
    const text = write(reply, echo);
    // No character takes more than three bytes.
    if (text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes) return text;
    const sentence = `The reply is larger than ${maxBytes} bytes (limits.reply_bytes): ask for less`;
    return write(fail("tooLarge", sentence), echo);
  } catch (error) {
    // What a platform gives may have no JSON: a circle, a BigInt.
    log.error("A reply could not be written: {error}", { error });
    return write(fail("internal", "Internal error"), echo);
  }
}

function write(reply: Reply, echo: string | undefined): string {
  if (echo === undefined) return JSON.stringify(reply);
  // One text written at once costs half of two that are joined.
  if (plainText.test(echo)) return JSON.stringify(withEcho(reply, echo.slice(1, -1)));
  if (plainNumber.test(echo)) return JSON.stringify(withEcho(reply, Number(echo)));
  return `${JSON.stringify(reply).slice(0, -1)},"echo":${echo}}`;
}

// What JSON.stringify writes as it was.
const plainText = /^"[^"\\]*"$/;
const plainNumber = /^(?:0|[1-9]\d{0,14})$/;

function withEcho({ status, retcode, data, message, wording }: Reply, echo: string | number) {
  return { status, retcode, data, message, wording, echo };
}

function toCall(json: unknown, size: number): Call | Refusal {
  if (!isFields(json)) {
    return new Refusal("badCall", "A call must be a JSON object with action, params and echo");
  }
  const { action, params } = json;
  if (action === undefined && json["post_type"] !== undefined) {
    return new Refusal("badCall", "This is an event; here are calls taken, and events given");
  }
  if (typeof action !== "string") return new Refusal("badCall", "action must be a string");
  if (params != null && !isFields(params)) {
    return new Refusal("badCall", "params must be an object");
  }
  return { action, params: params ?? {}, size };
}

function decodeUtf8(bytes: Uint8Array): string | Refusal {
  try {
    return utf8.decode(bytes);
  } catch {
    return new Refusal("badCall", "The frame is not UTF-8 text");
  }
}
const utf8 = new TextDecoder("utf-8", { fatal: true });
