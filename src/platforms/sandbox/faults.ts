/** Faults a test injects: calls that fail, come late or never, and events that come twice or are held back. */
import { logger } from "../../log/log.ts";
import type { Caller, EventSink, Operation } from "../../platform.ts";
import { nameOf } from "../../protocol/event.ts";
import type { BotEvent } from "../../protocol/event.ts";
import { NoReply, Refusal, refuse } from "../../protocol/reply.ts";
import { counted } from "../../words/count.ts";

/** What goes wrong, for which calls or events. Globs are matched against names like `notice.group_ban.ban`. */
export interface Fault {
  account?: number;
  action?: string;
  event?: string;
  retcode?: number;
  delay_ms?: number;
  drop?: "reply" | "connection";
  duplicate?: boolean;
  hold?: boolean;
  /** How often it may still strike; for ever where absent. */
  count?: number;
  /** From 0 to 1, drawn from `seed`; always where absent. */
  probability?: number;
  seed: number;
}

interface Injected {
  fault: Fault & { id: number };
  glob: InstanceType<typeof Bun.Glob>;
  /** How often it was asked whether it strikes. */
  asked: number;
  struck: number;
}

interface Held {
  fault: number;
  event: BotEvent;
  bytes: number;
}

const maxFaults = 1000;
const maxHeld = 10_000;
const maxHeldBytes = 64 * 2 ** 20;

const log = logger("sandbox");

/** Stands before the sink, and between calls and their operations. */
export class Faults implements EventSink, Disposable {
  readonly #faults = new Map<number, Injected>();
  readonly #sink: EventSink;
  readonly #onChange: () => void;
  #held: Held[] = [];
  #heldBytes = 0;
  #isFull = false;
  #lastId = 0;

  /** `sink` is where events go that are not held back; `onChange` is called when a fault comes, strikes or goes. */
  constructor(sink: EventSink, onChange: () => void = () => undefined) {
    this.#sink = sink;
    this.#onChange = onChange;
  }

  /** Says what goes with the program: faults, and the events they hold. */
  [Symbol.dispose](): void {
    const [faults, events] = [this.#faults.size, this.#held.length];
    if (faults + events > 0)
      log.warning("{faults} and {events} are gone", {
        faults: counted(faults, "fault"),
        events: counted(events, "held event"),
      });
  }

  listeners(): Iterable<number> {
    return this.#sink.listeners();
  }

  begin(): void {
    this.#sink.begin?.();
  }

  add(fault: Fault): number {
    if (this.#faults.size >= maxFaults)
      refuse("tooMany", `There are ${maxFaults} faults already; clear some`);
    const id = ++this.#lastId;
    const glob = new Bun.Glob(fault.action ?? fault.event ?? "*");
    this.#faults.set(id, { fault: { ...fault, id }, glob, asked: 0, struck: 0 });
    this.#onChange();
    return id;
  }

  list(): Record<string, unknown>[] {
    const held = Map.groupBy(this.#held, ({ fault }) => fault);
    return [...this.#faults.values()].map(({ fault, struck }) => ({
      ...fault,
      struck,
      ...(fault.hold && { held: held.get(fault.id)?.length ?? 0 }),
    }));
  }

  /** Takes back one fault, or all, and lets go of the events it held, in order. */
  clear(id?: number): void {
    if (id === undefined) this.#faults.clear();
    else if (!this.#faults.delete(id)) refuse("unknownTarget", `There is no fault ${id}`);
    const released = this.#held.filter(({ fault }) => !this.#faults.has(fault));
    this.#held = this.#held.filter(({ fault }) => this.#faults.has(fault));
    this.#heldBytes = this.#held.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#isFull = false;
    for (const { event } of released) this.#sink.publish(event);
    this.#onChange();
  }

  /** An operation that goes wrong where a fault says so. */
  wrap(action: string, operation: Operation): Operation {
    if (this.#faults.size === 0) return operation;
    return {
      ...operation,
      run: async (params, caller) => {
        const fault = this.#strike("action", action, caller.account);
        return fault ? run(operation, { params, caller, fault }) : operation.run(params, caller);
      },
    };
  }

  /** Lets an event pass once, twice or later. */
  publish(event: BotEvent): void {
    const fault = this.#faults.size > 0 && this.#strike("event", nameOf(event), event.self_id);
    if (fault && fault.hold && this.#hold(fault.id, event)) return;
    this.#sink.publish(event);
    if (fault && fault.duplicate) this.#sink.publish(event);
  }

  /** Gives whether there was room for an event; without, it passes as if there were no fault. */
  #hold(fault: number, event: BotEvent): boolean {
    const bytes = Buffer.byteLength(JSON.stringify(event));
    if (this.#held.length < maxHeld && this.#heldBytes + bytes <= maxHeldBytes) {
      this.#held.push({ fault, event, bytes });
      this.#heldBytes += bytes;
      return true;
    }
    if (!this.#isFull) {
      this.#isFull = true;
      log.warning(
        "Faults hold {count} events of {bytes} bytes, and no more: events pass until .sandbox.clear_faults",
        { count: this.#held.length, bytes: this.#heldBytes },
      );
    }
    return false;
  }

  #strike(kind: "action" | "event", name: string, account: number): Injected["fault"] | undefined {
    for (const injected of this.#faults.values()) {
      const { fault, glob } = injected;
      if (fault[kind] === undefined || !glob.match(name)) continue;
      if (fault.account !== undefined && fault.account !== account) continue;
      if (fault.count === 0 || !isDrawn(injected)) continue;
      if (fault.count !== undefined && --fault.count === 0 && !fault.hold) {
        // One that holds events stays until they are let go.
        this.#faults.delete(fault.id);
      }
      injected.struck++;
      this.#onChange();
      return fault;
    }
    return undefined;
  }
}

async function run(
  operation: Operation,
  { params, caller, fault }: { params: unknown; caller: Caller; fault: Injected["fault"] },
): Promise<unknown> {
  if (fault.delay_ms !== undefined) await Bun.sleep(fault.delay_ms);
  if (fault.retcode !== undefined)
    throw new Refusal(fault.retcode, `Fault ${fault.id} was injected here`);
  const result = await operation.run(params, caller);
  return fault.drop === undefined ? result : new NoReply(fault.drop === "connection");
}

/** The same seed draws the same lots. */
function isDrawn(injected: Injected): boolean {
  const { probability, seed } = injected.fault;
  if (probability === undefined) return true;
  const lot = Bun.hash.wyhash(String(injected.asked++), BigInt(seed));
  return Number(lot) / 2 ** 64 < probability;
}
