import { expect, test } from "bun:test";

import { Attachment } from "../../src/sessions/attachment.ts";
import type { Carrier } from "../../src/sessions/attachment.ts";
import { Deafness } from "../../src/sessions/deafness.ts";

/** A carrier that notes the PINGs it was given. */
function carry(settle = 1000) {
  const pings: string[] = [];
  const carrier: Carrier = {
    hasRoom: true,
    send() {},
    ping: (payload) => pings.push(payload),
    cork: (work) => work(),
    close() {},
    cut() {},
    forget() {},
  };
  const attachment = new Attachment(carrier, { settle, proof: "pong" });
  let seq = 0;
  return {
    attachment,
    pings,
    send: (count: number, now: number) => {
      for (let sent = 0; sent < count; sent++)
        attachment.send("{}", { part: 0, seq: ++seq, now, name: () => "" });
    },
    ask: (now: number) => {
      attachment.ping(now);
      return pings.at(-1) ?? "";
    },
  };
}

test("what was read settles with a PING that is sent long enough after that", () => {
  const { attachment, send, ask } = carry();
  send(3, 0);
  const first = ask(10);
  send(2, 20);
  expect(attachment.heard(first, 100)).toEqual(new Map());
  expect(attachment.heard(ask(1099), 1100)).toEqual(new Map());
  expect(attachment.heard(ask(1101), 1102)).toEqual(new Map([[0, { seq: 3, count: 3 }]]));
  expect(attachment.heard(ask(2101), 2102)).toEqual(new Map([[0, { seq: 5, count: 2 }]]));
});

test("a PONG that answers none of its PINGs, or one that was answered, proves nothing", () => {
  const { attachment, send, ask } = carry(0);
  send(1, 0);
  expect(attachment.heard("", 1)).toBeUndefined();
  const payload = ask(2);
  expect(attachment.heard(payload, 3)).toEqual(new Map([[0, { seq: 1, count: 1 }]]));
  expect(attachment.heard(payload, 4)).toBeUndefined();
});

test("a PONG answers the PINGs before it", () => {
  const { attachment, send, ask } = carry(0);
  send(1, 0);
  ask(1);
  send(1, 200);
  expect(attachment.heard(ask(201), 202)).toEqual(new Map([[0, { seq: 2, count: 2 }]]));
  expect(attachment.silence(90_000).time).toBe(0);
});

test("the time in which a peer was stopped is none in which it dealt with anything", () => {
  const { attachment, send, ask } = carry();
  send(1, 0);
  attachment.heard(ask(10), 11);
  const [early, late] = [ask(500), ask(1800)];
  expect(attachment.heard(early, 2000)).toEqual(new Map());
  expect(attachment.heard(late, 2000)).toEqual(new Map());
  expect(attachment.heard(ask(2500), 2501)).toEqual(new Map());
  expect(attachment.heard(ask(3100), 3101)).toEqual(new Map([[0, { seq: 1, count: 1 }]]));
});

test("whoever reads fast is sent much at once, whoever reads slowly little", () => {
  const { attachment, send, ask } = carry(0);
  for (let now = 0; now < 2000; now += 10) {
    send(attachment.room, now);
    expect(attachment.room).toBe(0);
    attachment.heard(ask(now), now + 1);
  }
  expect(attachment.room).toBe(8192);
  for (let now = 10_000; now < 200_000; now += 5000) {
    send(attachment.room, now);
    attachment.heard(ask(now), now + 4000);
  }
  expect(attachment.room).toBe(1);
});

test("software that answers no PING is refused for a minute, or served; one that has answered is only stopped", () => {
  const who = { client: "keeper", account: 1 };
  const [refusing, serving] = [new Deafness(who, "refuse"), new Deafness(who, "plain")];
  const { attachment, ask } = carry();
  ask(0);
  const late = { software: "deaf/1", now: 10_001 };
  expect(refusing.judge(attachment, { ...late, now: 9999 })).toBe("fine");
  expect(refusing.judge(attachment, late)).toBe("deaf");
  expect(serving.judge(attachment, late)).toBe("deaf");
  expect(refusing.isRefused("deaf/1", 60_000)).toBe(true);
  expect(refusing.isRefused("deaf/1", 71_000)).toBe(false);
  expect(refusing.isRefused("other/1", 60_000)).toBe(false);
  expect(serving.isRefused("deaf/1", 60_000)).toBe(false);
  expect([serving.isServed("deaf/1"), serving.isServed("other/1")]).toEqual([true, false]);
  refusing.clear("other/1");
  expect(refusing.judge(attachment, { ...late, software: "other/1" })).toBe("fine");
  expect(refusing.judge(attachment, { software: "other/1", now: 20_001 })).toBe("gone");
});
