/** HTTP POST: each event is posted to the bot, whose answer may be a quick operation (communication/http-post). */
import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

import { clientAt } from "../client.ts";
import type { Client } from "../client.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { logger, withoutQuery } from "../log.ts";
import type { Outgoing } from "../outgoing.ts";
import type { BotEvent, MessageFormat } from "../protocol/event.ts";
import { readAnswer } from "../protocol/quick-operation.ts";
import { NoReply, Refusal } from "../protocol/reply.ts";
import type { Fields } from "../protocol/scalar.ts";
import { isFields } from "../protocol/scalar.ts";
import type { Receiver } from "../record.ts";
import type { Statistics } from "../statistics.ts";
import { parseJson } from "./json.ts";
import { userAgent } from "./user-agent.ts";

/** Where an account's events are posted. Times are in milliseconds; a timeout of 0 is none. */
export interface WebhookTarget {
  url: string;
  secret: string;
  account: number;
  format: MessageFormat;
  timeout: number;
  retries: number;
  retryInterval: number;
  /** How many events may be under way or waiting. */
  queue: number;
}

/** An event on its way; `cancel` gives it up wherever it is. */
interface Delivery {
  outgoing: Outgoing;
  cancel: AbortController;
  dealt: () => void;
}

const maxAnswerBytes = 2 ** 20;
// Posts overlap, as a bot may answer one only after it has seen the next, but they should arrive in order.
const headStart = 5;
// Bun runs 256 requests at once, for everybody in the process.
const maxUnderWay = 32;
const patience = 5000;
const maxRetryInterval = 60_000;

const log = logger("post");

/** Posts one account's events to one address. Posts may overlap, but wait while one of them is tried again. */
export class Webhook implements Disposable {
  readonly #dispatcher: Dispatcher;
  readonly #statistics: Statistics;
  readonly #target: WebhookTarget;
  readonly #where: string;
  readonly #client: Client;
  readonly #outstanding = new Set<Delivery>();
  readonly #waiting: Delivery[] = [];
  #isStarting = false;
  #underWay = 0;
  #retrying = 0;
  /** Whether the last event was given up: then one try is enough, until one succeeds. */
  #isDown = false;
  /** Whether it was said that events wait. */
  #isSlow = false;
  #dropped = 0;

  constructor(
    { dispatcher, statistics }: { dispatcher: Dispatcher; statistics: Statistics },
    target: WebhookTarget,
  ) {
    this.#dispatcher = dispatcher;
    this.#statistics = statistics;
    this.#target = target;
    this.#where = withoutQuery(target.url);
    this.#client = clientAt("post", this.#where);
    const { account } = target;
    log.info("Events of {account} are posted to {where}", { account, where: this.#where });
  }

  get account(): number {
    return this.#target.account;
  }

  /** How the record names it. */
  get receiver(): Receiver {
    return { client: this.#client.name, path: this.#where, address: this.#where };
  }

  /** Events that are under way or wait. */
  get size(): number {
    return this.#outstanding.size;
  }

  /** Fulfilled when the event was answered and the answer dealt with, or it was given up. Never rejects. */
  post(outgoing: Outgoing): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const delivery: Delivery = { outgoing, cancel: new AbortController(), dealt: resolve };
    this.#outstanding.add(delivery);
    if (this.#outstanding.size > this.#target.queue) this.#dropOldest();
    this.#waiting.push(delivery);
    void this.#start();
    return promise;
  }

  /** Gives up everything that is under way. */
  [Symbol.dispose](): void {
    for (const { cancel, dealt } of this.#outstanding) {
      cancel.abort();
      dealt();
    }
    this.#outstanding.clear();
    this.#waiting.length = 0;
  }

  #dropOldest(): void {
    const [oldest] = this.#outstanding;
    if (!oldest) return;
    if (this.#dropped++ === 0) {
      const { queue } = this.#target;
      log.warning("{where} is {queue} events behind: the oldest are dropped from now on", {
        where: this.#where,
        queue,
      });
    }
    oldest.cancel.abort();
    this.#end(oldest);
  }

  #end(delivery: Delivery): void {
    this.#outstanding.delete(delivery);
    delivery.dealt();
  }

  /** Starts what waits, each when the one before is answered or has had its head start. */
  async #start(): Promise<void> {
    if (this.#isStarting) return;
    this.#isStarting = true;
    while (this.#retrying === 0 && this.#underWay < maxUnderWay) {
      const delivery = this.#waiting.shift();
      if (!delivery) break;
      if (delivery.cancel.signal.aborted) continue;
      await Promise.race([this.#deliver(delivery), sleep(headStart)]);
    }
    this.#isStarting = false;
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const { signal } = delivery.cancel;
    const body = delivery.outgoing.text(this.#target.format);
    this.#underWay++;
    const timer = setTimeout(() => this.#tellDelay(), patience);
    let failure = await this.#attempt(delivery, body);
    if (failure !== undefined && !this.#isDown && !signal.aborted) {
      this.#retrying++;
      failure = await this.#retry(delivery, body, failure);
      this.#retrying--;
    }
    clearTimeout(timer);
    this.#underWay--;
    this.#note(failure, signal.aborted);
    this.#end(delivery);
    void this.#start();
  }

  async #retry(delivery: Delivery, body: string, first: string): Promise<string | undefined> {
    const { signal } = delivery.cancel;
    let failure: string | undefined = first;
    for (let tries = 0; tries < this.#target.retries; tries++) {
      await sleep(Math.min(this.#target.retryInterval * 2 ** tries, maxRetryInterval), undefined, {
        signal,
      }).catch(() => undefined);
      if (signal.aborted) break;
      failure = await this.#attempt(delivery, body);
      if (failure === undefined) break;
    }
    return failure;
  }

  /** Posts once and deals with the answer; gives why it should be tried again, undefined where not. */
  async #attempt({ outgoing, cancel }: Delivery, body: string): Promise<string | undefined> {
    const { url, secret, timeout } = this.#target;
    try {
      const signals = timeout > 0 ? [cancel.signal, AbortSignal.timeout(timeout)] : [cancel.signal];
      const response = await fetch(url, {
        method: "POST",
        body,
        headers: {
          "Content-Type": "application/json",
          "User-Agent": userAgent,
          "X-Self-ID": String(outgoing.account),
          ...(secret === ""
            ? {}
            : { "X-Signature": `sha1=${createHmac("sha1", secret).update(body).digest("hex")}` }),
        },
        signal: AbortSignal.any(signals),
        timeout: false,
      });
      const answer = await readBody(response);
      if (response.status >= 500) return `it answers ${response.status}`;
      if (!response.ok)
        log.warning("{where} answered {status}", { where: this.#where, status: response.status });
      else await this.#obey(outgoing.event, answer);
      return undefined;
    } catch (error) {
      return (error as Error).name === "TimeoutError"
        ? `no answer within ${timeout} ms`
        : "nothing answers there";
    }
  }

  /** Does what is right of an answer, and logs what is not. */
  async #obey(event: BotEvent, answer: string | undefined): Promise<void> {
    if (answer === undefined) {
      log.warning("The answer of {where} is larger than {maxAnswerBytes} bytes", {
        where: this.#where,
        maxAnswerBytes,
      });
      return;
    }
    const operation = toFields(answer);
    if (!operation) return;
    const { calls, mistakes } = readAnswer(event, operation);
    for (const mistake of mistakes)
      log.warning("{where}: {mistake}", { where: this.#where, mistake });
    const { account, format } = this.#target;
    for (const call of calls) {
      const reply = await this.#dispatcher.dispatch(call, {
        account,
        format,
        client: this.#client,
      });
      if (reply instanceof NoReply) continue;
      const { status, message } = reply;
      const level = status === "failed" ? "warning" : "debug";
      log[level]("{where}: {action} {status} {message}", {
        where: this.#where,
        action: call.action,
        status,
        message,
      });
    }
  }

  /** Nothing else would say why everybody who listens by WebSocket hears nothing. */
  #tellDelay(): void {
    if (this.#isSlow) return;
    this.#isSlow = true;
    log.warning(
      "{where} has not answered for {patience} ms: events wait for it, unless http_post.timeout is set",
      {
        where: this.#where,
        patience,
      },
    );
  }

  /** A bot that is down is one line, not one an event. */
  #note(failure: string | undefined, isAborted: boolean): void {
    const outcome = isAborted ? "dropped" : failure === undefined ? "ok" : "lost";
    this.#statistics.posts.add(1, this.#where, outcome);
    if (isAborted) return;
    if (failure !== undefined && !this.#isDown) {
      log.warning("Events are lost at {where}: {failure}", { where: this.#where, failure });
    } else if (failure === undefined && (this.#isDown || this.#dropped > 0)) {
      log.info("{where} answers again; {dropped} events were dropped", {
        where: this.#where,
        dropped: this.#dropped,
      });
      this.#dropped = 0;
    }
    this.#isDown = failure !== undefined;
    this.#isSlow &&= this.#isDown;
  }
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
