/** HTTP POST: each event is posted to the bot, whose answer may be a quick operation (communication/http-post). */
import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

import { nameAt } from "../clients/client.ts";
import type { Client } from "../clients/client.ts";
import type { Dispatcher } from "../dispatcher.ts";
import type { Receiver } from "../entry.ts";
import { nameOf } from "../frames.ts";
import type { Frames } from "../frames.ts";
import type { Stage, Subject } from "../hub.ts";
import { literal, logger, withoutQuery } from "../log/log.ts";
import type { Outgoing } from "../outgoing.ts";
import type { Caller } from "../platform.ts";
import type { BotEvent, MessageFormat } from "../protocol/event.ts";
import { readAnswer } from "../protocol/quick-operation.ts";
import { NoReply, Refusal } from "../protocol/reply.ts";
import type { Fields } from "../protocol/scalar.ts";
import { isFields } from "../protocol/scalar.ts";
import type { Statistics } from "../statistics.ts";
import { Traffic } from "../traffic.ts";
import type { TrafficInfo } from "../traffic.ts";
import { say } from "../words/language.ts";
import { listens } from "../words/start.ts";
import { parseJson } from "./json.ts";
import { Outage } from "./outage.ts";
import { Queue } from "./queue.ts";
import type { Delivery } from "./queue.ts";
import { Tap } from "./tap.ts";
import { userAgent } from "./user-agent.ts";

/** Where an account's events are posted. Times are in milliseconds; a timeout of 0 is none. */
export interface WebhookTarget {
  url: string;
  secret: string;
  /** Who is posted to. */
  client: Client;
  /** Whether others are told only after it has answered (communication/http-post). */
  isFirst: boolean;
  account: number;
  format: MessageFormat;
  timeout: number;
  retries: number;
  retryInterval: number;
  /** How many events may be under way or waiting, and of how many bytes. */
  queue: number;
  queueBytes: number;
}

/** An address where events are posted, as whoever steers the server sees it; its calls are its quick operations. */
export type PostInfo = TrafficInfo & {
  client: string;
  url: string;
  account: number;
  message_format: MessageFormat;
  is_signed: boolean;
  /** How many events are under way or wait. */
  outstanding: number;
  /** What became of those before. */
  delivered: number;
  lost: number;
  /** Whether the last event was lost. */
  is_down: boolean;
};
export interface WebhookGround {
  readonly dispatcher: Dispatcher;
  readonly statistics: Statistics;
  readonly frames?: Frames | undefined;
}

const maxAnswerBytes = 2 ** 20;
const patience = 5000;
const maxRetryInterval = 60_000;
const maxKeptInterval = 5000;
// OlivOS answers 200, others "ok" or nothing; a page, or JSON after something else, was meant to be read.
const looksMeant = /[{<]/;

const log = logger("post");

/** Posts one account's events to one address. Posts may overlap, but wait while one of them is tried again. */
export class Webhook implements Disposable {
  readonly #dispatcher: Dispatcher;
  readonly #statistics: Statistics;
  readonly #target: WebhookTarget;
  readonly #where: string;
  readonly #caller: Caller;
  readonly #outage: Outage;
  readonly #queue: Queue;
  readonly #traffic = new Traffic();
  #delivered = 0;
  #lost = 0;
  readonly #tap: Tap | undefined;

  constructor({ dispatcher, statistics, frames }: WebhookGround, target: WebhookTarget) {
    this.#dispatcher = dispatcher;
    this.#statistics = statistics;
    this.#target = target;
    const where = withoutQuery(target.url);
    const { account, format, client } = target;
    this.#where = where;
    this.#caller = { account, format, client, traffic: this.#traffic };
    const told = nameAt(client, where);
    this.#outage = new Outage(told);
    this.#tap = frames && new Tap(frames, { account, receiver: this.receiver });
    this.#queue = new Queue({
      bound: { items: target.queue, bytes: target.queueBytes },
      deliver: (delivery) => this.#deliver(delivery),
      onDrop: (waiting) => this.#outage.tellDrop(waiting),
    });
    log.info(literal(say(listens.posts(account, told))), { account, where: told });
  }

  get account(): number {
    return this.#target.account;
  }

  /** What it has to have dealt with before others are told. */
  readonly stage: Stage = (outgoing) => {
    const posted = this.post(outgoing);
    return this.#target.isFirst ? posted : undefined;
  };

  /** What it is told of. */
  get subject(): Subject {
    const { account, client } = this.#target;
    return { account, filter: client.filter };
  }

  /** How the record names it. */
  get receiver(): Receiver {
    const { format, client } = this.#caller;
    return { client: client.name, path: this.#where, address: this.#where, format };
  }

  /** What is to be seen of it. */
  describe(): PostInfo {
    const { account, client, format, secret } = this.#target;
    return {
      client: client.name,
      url: this.#where,
      account,
      message_format: format,
      is_signed: secret !== "",
      outstanding: this.size,
      delivered: this.#delivered,
      lost: this.#lost,
      is_down: this.#outage.isDown,
      ...this.#traffic.describe(),
    };
  }

  /** Events that are under way or wait. */
  get size(): number {
    return this.#queue.size;
  }

  /** Fulfilled when the event was answered and the answer dealt with, or it was given up. Never rejects. */
  post(outgoing: Outgoing): Promise<boolean> {
    return this.#add(outgoing, false);
  }

  /** Posts an event once that comes again where it is not taken; gives whether it was. Never rejects. */
  deliver(outgoing: Outgoing): Promise<boolean> {
    return this.#add(outgoing, true);
  }

  /** How many milliseconds to wait before an event comes again, after some times. */
  pauseAfter(tries: number): number {
    const { retryInterval } = this.#target;
    return Math.min(retryInterval * 2 ** tries, Math.max(retryInterval, maxKeptInterval));
  }

  /** How many events may be under way or wait, beside one that is not kept. */
  get room(): number {
    return Math.max(1, this.#target.queue - 1);
  }

  /** Gives up everything that is under way. */
  clear(): void {
    this.#queue.clear();
  }

  [Symbol.dispose](): void {
    this.clear();
  }

  #add(outgoing: Outgoing, isKept: boolean): Promise<boolean> {
    return this.#queue.add(outgoing, { size: outgoing.text(this.#target.format).length, isKept });
  }

  async #deliver(delivery: Delivery): Promise<boolean> {
    const { isKept } = delivery;
    const { signal } = delivery.cancel;
    const timer = setTimeout(() => this.#outage.tellDelay(patience), patience);
    const first = await this.#attempt(delivery);
    const again = first !== undefined && !isKept && !this.#outage.isDown && !signal.aborted;
    const failure = again ? await this.#queue.hold(() => this.#retry(delivery, first)) : first;
    clearTimeout(timer);
    const given = isKept ? "again" : signal.aborted ? "dropped" : "lost";
    const outcome = failure === undefined && !signal.aborted ? "ok" : given;
    this.#statistics.posts.add(1, this.#target.client.name, this.#where, outcome);
    if (outcome === "ok") this.#delivered++;
    else if (!isKept) this.#lost++;
    if (failure !== undefined) this.#traffic.fail({ action: "", retcode: 0, message: failure });
    if (isKept && failure !== undefined) this.#outage.tellWait(failure);
    else if (!signal.aborted) this.#outage.note(failure);
    return outcome === "ok";
  }

  async #retry(delivery: Delivery, first: string): Promise<string | undefined> {
    const { signal } = delivery.cancel;
    const { retries, retryInterval } = this.#target;
    let failure: string | undefined = first;
    for (let tries = 0; tries < retries && failure !== undefined; tries++) {
      const pause = Math.min(retryInterval * 2 ** tries, maxRetryInterval);
      await sleep(pause, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) break;
      failure = await this.#attempt(delivery);
    }
    return failure;
  }

  /** Posts once and deals with the answer; gives why it should be tried again, undefined where not. */
  async #attempt({ outgoing, cancel, isKept }: Delivery): Promise<string | undefined> {
    const { url, secret, timeout, format } = this.#target;
    const body = outgoing.text(format);
    const told = this.#tap?.told(body, nameOf(outgoing.event));
    const answered = (text: string, reason?: string) => {
      if (told !== undefined) this.#tap?.answered(told, { text, reason });
      return reason;
    };
    try {
      const signals = timeout > 0 ? [cancel.signal, AbortSignal.timeout(timeout)] : [cancel.signal];
      const response = await fetch(url, {
        method: "POST",
        body,
        headers: {
          "Content-Type": "application/json",
          "User-Agent": userAgent,
          "X-Self-ID": String(outgoing.account),
          ...(secret === "" ? {} : { "X-Signature": `sha1=${sign(body, secret)}` }),
        },
        // Another address must not get what was signed for this one, nor give orders.
        redirect: "manual",
        signal: AbortSignal.any(signals),
        timeout: false,
      });
      const answer = await readBody(response);
      const { status } = response;
      const failure = response.ok ? undefined : `it answers ${status}`;
      answered(answer ?? "", failure);
      if (status >= 500 || (failure !== undefined && isKept)) return failure;
      if (response.ok) await this.#obey(outgoing.event, answer);
      else log.warning("{where} answered {status}", { where: this.#where, status });
      return undefined;
    } catch (error) {
      const isLate = (error as Error).name === "TimeoutError";
      return answered("", isLate ? `no answer within ${timeout} ms` : "nothing answers there");
    }
  }

  /** Does what is right of an answer, and logs what is not. */
  async #obey(event: BotEvent, answer: string | undefined): Promise<void> {
    const where = this.#where;
    if (answer === undefined) {
      log.warning("The answer of {where} is larger than {maxAnswerBytes} bytes", {
        where,
        maxAnswerBytes,
      });
      return;
    }
    const operation = toFields(answer);
    if (!operation) {
      const text = answer.slice(0, 100);
      const template = "The answer of {where} is no JSON object, nothing is done: {text}";
      if (looksMeant.test(text)) log.warning(template, { where, text });
      return;
    }
    const { calls, mistakes } = readAnswer(event, operation);
    for (const mistake of mistakes) log.warning("{where}: {mistake}", { where, mistake });
    for (const call of calls) {
      const asked = this.#tap?.asked(JSON.stringify(call), call.action);
      const reply = await this.#dispatcher.dispatch({ ...call, size: answer.length }, this.#caller);
      if (reply instanceof NoReply) continue;
      if (asked !== undefined) {
        const { retcode } = reply;
        this.#tap?.answered(asked, { text: JSON.stringify(reply), retcode });
      }
      const { status, message } = reply;
      const level = status === "failed" ? "warning" : "debug";
      const { action } = call;
      log[level]("{where}: {action} {status} {message}", { where, action, status, message });
    }
  }
}

function sign(body: string, secret: string): string {
  return createHmac("sha1", secret).update(body).digest("hex");
}

/** What is not a JSON object is no quick operation, and no mistake. */
function toFields(text: string): Fields | undefined {
  const { value } = parseJson(text);
  return isFields(value) && !(value instanceof Refusal) ? value : undefined;
}

/** The text of a body; undefined where it is too large. */
async function readBody(response: Response): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > maxAnswerBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
