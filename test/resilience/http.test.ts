/** HTTP as no client would send it: refused or answered, and never more done than was asked (RFC 9112). */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { once } from "node:events";
import { connect } from "node:net";

import type { Client } from "../support/client.ts";
import { handshake } from "../support/http.ts";
import { alice, bot, start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";
import { Opcode, encodeFrame } from "./peer.ts";

const host = "Host: 127.0.0.1\r\n";
const json = `${host}Content-Type: application/json\r\n`;
const get = (target: string, headers = host) => `GET ${target} HTTP/1.1\r\n${headers}\r\n`;
const post = (headers: string, body: string) =>
  `POST /get_status HTTP/1.1\r\n${json}${headers}\r\n${body}`;
const chunked = (body: string) => post("Transfer-Encoding: chunked\r\n", body);
const sized = (length: string) => post(`Content-Length: ${length}\r\n`, "{}");

let server: TestServer;
let other: Client;
let events: Client;
beforeAll(async () => {
  server = await start("limits.frame_bytes=100000");
  other = await server.as(bot);
  events = await server.connect("/event", { query: { self_id: String(alice) } });
});
afterAll(() => server[Symbol.asyncDispose]());

test.each([
  ["no Host", "GET /get_status HTTP/1.1\r\n\r\n", 400],
  ["an empty Host", get("/get_status", "Host: \r\n"), 400],
  ["a Host with a blank", get("/get_status", "Host: a b\r\n"), 400],
  ["a Host that is a port", get("/get_status", "Host: :80\r\n"), 400],
  ["a Host with a port too high", get("/get_status", "Host: 127.0.0.1:99999\r\n"), 400],
  ["a Host with half a bracket", get("/get_status", "Host: [::1\r\n"), 400],
  ["a Host with a user", get("/get_status", "Host: a@127.0.0.1\r\n"), 400],
  ["a Host with a path", get("/get_status", "Host: 127.0.0.1/x\r\n"), 400],
  ["a Host with a query", get("/get_status", "Host: 127.0.0.1?x\r\n"), 400],
  ["two Hosts, one of them foreign", get("/get_status", `Host: evil.example\r\n${host}`), 403],
  ["NUL in the path", get("/get_status\0"), 505],
  ["NUL in a header", get("/get_status", `${host}X: a\0b\r\n`), 400],
  ["NUL as %00", get("/get_status%00"), 404],
  ["a path that is not UTF-8", get("/%ff%zz"), 404],
  ["a path that climbs", get("/../../etc/passwd"), 404],
  ["a path that climbs to an action", get("/../../get_status"), 200],
  ["a path of 20 000 bytes", get(`/${"x".repeat(20_000)}`), 431],
  ["a target without a slash", get("get_status"), 400],
  ["a target of *", `OPTIONS * HTTP/1.1\r\n${host}\r\n`, 400],
  ["a target that is absolute", get("http://127.0.0.1/get_status"), 200],
  [
    "a target that is absolute, and a foreign Host",
    get("http://127.0.0.1/get_status", "Host: evil.example\r\n"),
    403,
  ],
  ["CONNECT", `CONNECT 127.0.0.1:80 HTTP/1.1\r\n${host}\r\n`, 400],
  ["a method with a strange letter", `G@T /get_status HTTP/1.1\r\n${host}\r\n`, 400],
  ["HEAD", `HEAD /get_status HTTP/1.1\r\n${host}\r\n`, 405],
  ["TRACE", `TRACE /get_status HTTP/1.1\r\n${host}\r\n`, 405],
  ["no version", "GET /get_status\r\n\r\n", 505],
  ["a version of the future", `GET /get_status HTTP/9.9\r\n${host}\r\n`, 505],
  ["HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400],
  ["TLS", "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03\r\n\r\n", 400],
  ["empty lines only", "\r\n".repeat(4), 400],
  ["a header of 20 000 bytes", get("/get_status", `${host}X: ${"x".repeat(20_000)}\r\n`), 431],
  ["500 headers", get("/get_status", `${host}${"X: y\r\n".repeat(500)}`), 431],
  ["a blank before a colon", get("/get_status", "Host : 127.0.0.1\r\n"), 400],
  ["a header without a colon", get("/get_status", `${host}nonsense\r\n`), 400],
  ["a folded header", get("/get_status", `${host}X: a\r\n b\r\n`), 400],
  ["a line that ends in CR alone", get("/get_status", `${host}X: a\rY: b\r\n`), 400],
  ["lines that end in LF alone", "GET /get_status HTTP/1.1\nHost: 127.0.0.1\n\n", 505],
  ["a length below zero", sized("-1"), 400],
  ["a length with a sign", sized("+2"), 400],
  ["a length in hexadecimal", sized("0x2"), 400],
  ["a length of twenty digits", sized("9".repeat(20)), 400],
  ["a length over the limit", sized("100001"), 413],
  ["a list of lengths", sized("2, 2"), 400],
  ["two lengths", post("Content-Length: 2\r\nContent-Length: 7\r\n", "{}"), 400],
  ["chunks", chunked("2\r\n{}\r\n0\r\n\r\n"), 200],
  ["chunks with extensions", chunked("2;a=b\r\n{}\r\n0\r\n\r\n"), 200],
  ["a chunk whose size is no number", chunked("zz\r\n{}\r\n0\r\n\r\n"), 400],
  ["a chunk of a size below zero", chunked("-2\r\n{}\r\n0\r\n\r\n"), 400],
  ["a chunk of 2^72 bytes", chunked("ffffffffffffffffff\r\n{}\r\n0\r\n\r\n"), 400],
  ["a chunk that is longer than told", chunked("2\r\n{}XX0\r\n\r\n"), 400],
  ["chunks over the limit", chunked(`186a1\r\n${"x".repeat(100_001)}\r\n0\r\n\r\n`), 413],
  ["an encoding that is unknown", post("Transfer-Encoding: gzip\r\n", "{}"), 400],
])("%s", async (_, request, status) => {
  expect(await exchange(request)).toStartWith(`HTTP/1.1 ${status} `);
  expect(await other.ask("get_login_info")).toMatchObject({ user_id: bot });
});

const send = "POST /send_private_msg HTTP/1.1\r\n";
const say = (message: string) => JSON.stringify({ user_id: alice, message });
const body = say("hidden");
const hidden = `${send}${json}Content-Length: ${body.length}\r\n\r\n${body}`;
const inChunk = `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`;
const afterChunks = `0\r\n\r\n${hidden}`;
const chunkedIs = (encoding: string): string => `Transfer-Encoding:${encoding}\r\n`;

test.each([
  [
    "a length and chunks, hidden after the chunks",
    `Content-Length: ${afterChunks.length}\r\n${chunkedIs(" chunked")}`,
    afterChunks,
  ],
  [
    "chunks and a length, hidden after the chunks",
    `${chunkedIs(" chunked")}Content-Length: ${afterChunks.length}\r\n`,
    afterChunks,
  ],
  [
    "chunks and a length, hidden in a chunk",
    `${chunkedIs(" chunked")}Content-Length: 4\r\n`,
    inChunk,
  ],
  [
    "two lengths, the first nothing",
    `Content-Length: 0\r\nContent-Length: ${hidden.length}\r\n`,
    hidden,
  ],
  [
    "two lengths, the last nothing",
    `Content-Length: ${hidden.length}\r\nContent-Length: 0\r\n`,
    hidden,
  ],
  ["a length with a blank before its colon", `Content-Length : ${hidden.length}\r\n`, hidden],
  ["a length with a tab", `Content-Length:\t${hidden.length}\r\n`, hidden],
  ["a length with a leading zero", `Content-Length: 0${hidden.length}\r\n`, hidden],
  ["a length after a bare LF", `X: y\nContent-Length: ${hidden.length}\r\n`, hidden],
  ["a length folded", `Content-Length:\r\n ${hidden.length}\r\n`, hidden],
  ...[
    " xchunked",
    " chunked, identity",
    " identity, chunked",
    "\tchunked",
    "\x0bchunked",
    ' "chunked"',
    " CHUNKED",
    " chunked\r\nTransfer-Encoding: identity",
  ].map((encoding): [string, string, string] => [
    `Transfer-Encoding:${JSON.stringify(encoding)} and a length`,
    `Content-Length: ${afterChunks.length}\r\n${chunkedIs(encoding)}`,
    afterChunks,
  ]),
  [
    "Transfer-Encoding with a blank before its colon",
    `Content-Length: ${afterChunks.length}\r\nTransfer-Encoding : chunked\r\n`,
    afterChunks,
  ],
  [
    "Transfer-Encoding after a bare CR",
    `Content-Length: ${afterChunks.length}\r\nX: y\rTransfer-Encoding: chunked\r\n`,
    afterChunks,
  ],
  ["a size with a prefix", chunkedIs(" chunked"), `0x${inChunk}`],
  ["a size that ends in LF", chunkedIs(" chunked"), `${inChunk.replace("\r\n", "\n")}`],
  ["an extension with a LF in it", chunkedIs(" chunked"), `2;\nxx\r\n{}\r\n0\r\n\r\n`],
  ["hidden in the trailers", chunkedIs(" chunked"), `0\r\n${hidden}`],
  [
    "hidden in a body that waits for 100",
    `Expect: 100-continue\r\nContent-Length: ${hidden.length}\r\n`,
    hidden,
  ],
])("a request within a request is not done: %s", async (_, headers, content) => {
  await exchange(`${send}${json}${headers}\r\n${content}`);
  expect((await said()).length).toBe(0);
});

test("the body of a GET is not a request", async () => {
  const headers = `${json}Content-Length: ${hidden.length}\r\n`;
  const target = `/send_private_msg?user_id=${alice}&message=open`;
  await exchange(`${get(target, headers)}${hidden}`);
  expect(await said()).toEqual(["open"]);
});

test("a call in the same packet as a refused upgrade is not done", async () => {
  const call = JSON.stringify({
    action: "send_private_msg",
    params: { user_id: alice, message: "hidden" },
  });
  const frame = encodeFrame({ opcode: Opcode.text, payload: call });
  const answer = await exchange(handshake("/api", { Origin: "https://evil.example" }), frame);
  expect(answer).toStartWith("HTTP/1.1 403 ");
  expect(await said()).toEqual([]);
});

test("requests sent all at once are answered in order", async () => {
  const ids = Array.from({ length: 20 }, (_, n) => n);
  const requests = ids.map((n) => get(`/nope_${n}`)).join("");
  const answer = await exchange(requests, "", /nope_19[^}]*}$/);
  expect(answer.match(/(?<="message":"There is no action \\"nope_)\d+/g)?.map(Number)).toEqual(ids);
});

test("what follows a broken request in the same packet is not done", async () => {
  await exchange(`GET /get_status HTTP/1.1\r\nnonsense\r\n\r\n${hidden}`);
  expect(await said()).toEqual([]);
});

/** What Alice was told by requests up to now. */
async function said(): Promise<unknown[]> {
  await other.ask("send_private_msg", { user_id: alice, message: "the end" });
  const messages: unknown[] = [];
  for (;;) {
    const { raw_message } = await events.next("message");
    if (raw_message === "the end") return messages;
    messages.push(raw_message);
  }
}

/** Sends all at once; gives what comes until the peer closes, which it is asked to after the first answer. */
async function exchange(
  request: string,
  more: string | Uint8Array = "",
  until = /\r\n\r\n/,
): Promise<string> {
  const { port, hostname } = server.httpUrl;
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  let answer = "";
  socket.on("error", () => undefined);
  socket.on("data", (bytes) => {
    answer += bytes.toString("latin1");
    if (until.test(answer)) socket.end();
  });
  socket.on("end", () => socket.end());
  const closed = once(socket, "close");
  socket.write(Buffer.concat([Buffer.from(request, "latin1"), Buffer.from(more)]));
  await closed;
  return answer;
}
