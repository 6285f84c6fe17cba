/** What a peer's bytes lead to: RFC 6455, sections 5 to 8, over raw TCP. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import type { Client } from "../support/client.ts";
import { alice, start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";
import { Opcode, Peer, encodeFrame, ofClose } from "./peer.ts";
import type { Frame, Shape } from "./peer.ts";

const frameBytes = 100_000;
const { more, text, binary, close, ping, pong } = Opcode;
const status = '{"action":"get_status"}';
const [head, tail] = [status.slice(0, 10), status.slice(10)];
/** An unknown action with letters of two, three and four bytes in its name. */
const foreign = Buffer.from('{"action":"é好🙂"}');

/** What it is, what is sent, and what comes of it. */
type Case = [sentence: string, sent: (Shape | Uint8Array)[], outcome: string[]];

/** Answered, and the connection stays open. */
const answered = ["retcode 0", "open"];
const unknown = ["retcode 1404", "open"];
const wrong = ["close 1002"];
const notText = ["close 1007"];
const tooBig = ["close 1009"];

/** A call of so many bytes. */
function callOf(bytes: number): string {
  const [open, end] = ['{"action":"get_status","params":{"x":"', '"}}'];
  return `${open}${"x".repeat(bytes - open.length - end.length)}${end}`;
}

const masks: Case[] = [
  ["an unmasked text frame", [{ opcode: text, payload: status, masked: false }], wrong],
  ["an unmasked empty frame", [{ opcode: text, masked: false }], wrong],
  ["an unmasked ping", [{ opcode: ping, masked: false }], wrong],
  ["an unmasked close", [{ opcode: close, masked: false }], wrong],
];

const bits: Case[] = [
  ...[1, 2, 3, 4, 5, 6, 7].map((rsv): Case => [
    `reserved bits ${rsv} on a text frame`,
    [{ opcode: text, payload: status, rsv }],
    wrong,
  ]),
  ["a reserved bit on a ping", [{ opcode: ping, rsv: 4 }], wrong],
  ["a reserved bit on a close", [{ ...ofClose(1000), rsv: 2 }], wrong],
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode): Case => [
    `reserved opcode ${opcode}`,
    [{ opcode, payload: status }],
    wrong,
  ]),
];

const fragments: Case[] = [
  [
    "a message in two fragments",
    [
      { opcode: text, payload: head, fin: false },
      { opcode: more, payload: tail },
    ],
    answered,
  ],
  [
    "a message in fragments of one byte",
    [
      { opcode: text, fin: false },
      ...status.split("").map((payload): Shape => ({ opcode: more, payload, fin: false })),
      { opcode: more },
    ],
    answered,
  ],
  [
    "a ping between fragments",
    [
      { opcode: text, payload: head, fin: false },
      { opcode: ping, payload: "now" },
      { opcode: more, payload: tail },
    ],
    ["pong now", ...answered],
  ],
  [
    "a close between fragments",
    [{ opcode: text, payload: head, fin: false }, ofClose(1000)],
    ["close 1000"],
  ],
  ["a continuation of nothing", [{ opcode: more, payload: status }], wrong],
  ["an unfinished continuation of nothing", [{ opcode: more, fin: false }], wrong],
  [
    "a continuation after the last fragment",
    [
      { opcode: text, payload: head, fin: false },
      { opcode: more, payload: tail },
      { opcode: more, payload: "x" },
    ],
    ["retcode 0", ...wrong],
  ],
  [
    "a new message within a fragmented one",
    [
      { opcode: text, payload: head, fin: false },
      { opcode: text, payload: status },
    ],
    wrong,
  ],
  [
    "a binary message within a fragmented text",
    [
      { opcode: text, payload: head, fin: false },
      { opcode: binary, payload: tail },
    ],
    wrong,
  ],
  [
    "fragments that together are over the limit",
    [
      { opcode: text, payload: "x".repeat(60_000), fin: false },
      { opcode: more, payload: "x".repeat(60_000), fin: false },
    ],
    tooBig,
  ],
];

const controls: Case[] = [
  ["a ping", [{ opcode: ping }], ["pong ", "open"]],
  [
    "a ping of 125 bytes",
    [{ opcode: ping, payload: "x".repeat(125) }],
    [`pong ${"x".repeat(125)}`, "open"],
  ],
  [
    "two pings",
    [
      { opcode: ping, payload: "1" },
      { opcode: ping, payload: "2" },
    ],
    ["pong 1", "pong 2", "open"],
  ],
  ["a pong nobody asked for", [{ opcode: pong, payload: "x" }], ["open"]],
  ["a ping of 126 bytes", [{ opcode: ping, payload: "x".repeat(126) }], wrong],
  ["a ping of 65 536 bytes", [{ opcode: ping, payload: "x".repeat(65_536) }], wrong],
  ["a pong of 126 bytes", [{ opcode: pong, payload: "x".repeat(126) }], wrong],
  ["a close of 126 bytes", [ofClose(1000, "x".repeat(124))], wrong],
  ["a fragmented ping", [{ opcode: ping, fin: false }], wrong],
  ["a fragmented pong", [{ opcode: pong, fin: false }], wrong],
  ["a fragmented close", [{ opcode: close, fin: false }], wrong],
];

const utf8: Case[] = [
  ["letters of two to four bytes", [{ opcode: text, payload: foreign }], unknown],
  ...[12, 14, 15, 17, 18, 19].map((at): Case => [
    `letters split over fragments after byte ${at}`,
    [
      { opcode: text, payload: foreign.subarray(0, at), fin: false },
      { opcode: more, payload: foreign.subarray(at) },
    ],
    unknown,
  ]),
  ["a byte that is never UTF-8", [{ opcode: text, payload: Buffer.from([0xff]) }], notText],
  ["a letter cut short", [{ opcode: text, payload: Buffer.from([0xe5, 0xa5]) }], notText],
  ["an overlong slash", [{ opcode: text, payload: Buffer.from([0xc0, 0xaf]) }], notText],
  ["half a surrogate pair", [{ opcode: text, payload: Buffer.from([0xed, 0xa0, 0x80]) }], notText],
  [
    "a letter past U+10FFFF",
    [{ opcode: text, payload: Buffer.from([0xf4, 0x90, 0x80, 0x80]) }],
    notText,
  ],
  [
    "fragments of which the second is not UTF-8",
    [
      { opcode: text, payload: head, fin: false },
      { opcode: more, payload: Buffer.from([0x80]) },
    ],
    notText,
  ],
  [
    "binary that is not UTF-8",
    [{ opcode: binary, payload: Buffer.from([0xff]) }],
    ["retcode 1400", "open"],
  ],
];

const lengths: Case[] = [
  ["a text frame", [{ opcode: text, payload: status }], answered],
  ["a binary frame", [{ opcode: binary, payload: status }], answered],
  ["an empty frame", [{ opcode: text }], ["retcode 1400", "open"]],
  ...[125, 126, 127, 65_535, 65_536, frameBytes].map((bytes): Case => [
    `a frame of ${bytes} bytes`,
    [{ opcode: text, payload: callOf(bytes) }],
    answered,
  ]),
  // The standard wants the shortest form; Bun reads the others as well.
  ["23 bytes told in 16 bits", [{ opcode: text, payload: status, lengthBits: 16 }], answered],
  ["23 bytes told in 64 bits", [{ opcode: text, payload: status, lengthBits: 64 }], answered],
  ["300 bytes told in 64 bits", [{ opcode: text, payload: callOf(300), lengthBits: 64 }], answered],
  ["a ping told in 16 bits", [{ opcode: ping, payload: "x", lengthBits: 16 }], wrong],
  ["a frame of one byte too many", [{ opcode: text, payload: callOf(frameBytes + 1) }], tooBig],
  ["a told length of 2^32", [encodeFrame({ opcode: text, told: 2n ** 32n })], tooBig],
  ["a told length of 2^63 - 1", [encodeFrame({ opcode: text, told: 2n ** 63n - 1n })], tooBig],
  ["a told length of 2^64 - 1", [encodeFrame({ opcode: text, told: 2n ** 64n - 1n })], tooBig],
];

const closes: Case[] = [
  ["without a code", [{ opcode: close }], ["close"]],
  ["with half a code", [{ opcode: close, payload: "x" }], wrong],
  ["with a reason", [ofClose(1000, "bye")], ["close 1000"]],
  ["with a reason of 123 bytes", [ofClose(1000, "x".repeat(123))], ["close 1000"]],
  [
    "with a reason that is not UTF-8",
    [{ opcode: close, payload: Buffer.from([3, 232, 255]) }],
    notText,
  ],
  ...[1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 4000, 4999].map((code): Case => [
    `with ${code}`,
    [ofClose(code)],
    [`close ${code}`],
  ]),
  ...[0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535].map((code): Case => [
    `with ${code}, which nobody may send`,
    [ofClose(code)],
    wrong,
  ]),
  ["and a call after it", [ofClose(1000), { opcode: text, payload: status }], ["close 1000"]],
];

let server: TestServer;
let other: Client;
beforeAll(async () => {
  server = await start(`limits.frame_bytes=${frameBytes}`);
  other = await server.as(alice);
});
afterAll(() => server[Symbol.asyncDispose]());

describe.each([
  ["masking", masks],
  ["reserved bits and opcodes", bits],
  ["fragments", fragments],
  ["control frames", controls],
  ["UTF-8", utf8],
  ["lengths", lengths],
  ["a close", closes],
])("%s:", (_, cases) => {
  test.each(cases)("%s", async (_, sent, outcome) => {
    using peer = await Peer.open(server.url);
    peer.send(...sent, { opcode: ping, payload: "still there?" });
    expect(await follow(peer)).toEqual(outcome);
    if (outcome.at(-1) !== "open") await peer.ended;
    expect(await other.ask("get_login_info")).toMatchObject({ user_id: alice });
  });
});

test.each([1, 2, 3, 6, 10])("frames may come in pieces of %d bytes", async (size) => {
  using peer = await Peer.open(server.url);
  const bytes = encodeFrame({ opcode: text, payload: callOf(300) });
  for (let at = 0; at < bytes.length; at += size) {
    peer.send(bytes.subarray(at, at + size));
    await other.call("get_status");
  }
  peer.send({ opcode: ping, payload: "still there?" });
  expect(await follow(peer)).toEqual(answered);
});

test.each([
  ["half a head", 1],
  ["half a mask", 4],
  ["half a payload", 15],
])("a peer that leaves after %s is gone, and nobody else minds", async (_, bytes) => {
  using peer = await Peer.open(server.url, "/event");
  await peer.next();
  peer.send(encodeFrame({ opcode: text, payload: status }).subarray(0, bytes));
  peer.socket.end();
  await peer.ended;
  expect(await other.ask("get_login_info")).toMatchObject({ user_id: alice });
});

/** What comes, until the connection has ended or has proved to be open. */
async function follow(peer: Peer): Promise<string[]> {
  const seen: string[] = [];
  for (;;) {
    const frame = await peer.next();
    if (!frame) return [...seen, "cut"];
    const word = tell(frame);
    if (word === "pong still there?") return [...seen, "open"];
    seen.push(word);
    if (frame.opcode === close) return seen;
  }
}

function tell({ opcode, payload }: Frame): string {
  if (opcode === pong) return `pong ${String(payload)}`;
  if (opcode !== close)
    return `retcode ${(JSON.parse(String(payload)) as { retcode: number }).retcode}`;
  if (payload.length < 2) return "close";
  return `close ${payload.readUInt16BE()}`;
}
