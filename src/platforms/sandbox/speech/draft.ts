/** A message that is being made: what was received for it, and the conversations it will hold. */
import { randomUUID } from "node:crypto";

import { refuse } from "../../../protocol/reply.ts";
import type { Reception } from "../media/reception.ts";
import type { ForwardNode } from "../tables/forwards.ts";
import type { World } from "../world.ts";

export class Draft implements Disposable {
  readonly account: number;
  #media: Reception | undefined;
  readonly #world: World;
  readonly #forwards: { id: string; nodes: string }[] = [];
  #forwardBytes = 0;

  constructor(world: World, account: number) {
    this.#world = world;
    this.account = account;
  }

  /** Most messages hold none. */
  get media(): Reception {
    return (this.#media ??= this.#world.media.reception(this.account));
  }

  /** Counts a node of a conversation, and gives it; refuses where the message would hold too much. */
  count(node: ForwardNode): ForwardNode {
    this.#forwardBytes += Buffer.byteLength(JSON.stringify(node));
    this.requireRoom();
    return node;
  }

  /** Looked at before a node is read: the next one may be large, too. */
  requireRoom(): void {
    const { maxForwardBytes } = this.#world;
    if (this.#forwardBytes <= maxForwardBytes) return;
    refuse(
      "tooLarge",
      `The forwarded conversation is larger than ${maxForwardBytes} bytes (limits.forward_bytes)`,
    );
  }

  /** Gives the id under which a conversation can be read once the message is kept. */
  addForward(nodes: readonly ForwardNode[]): string {
    const id = randomUUID();
    this.#forwards.push({ id, nodes: JSON.stringify(nodes) });
    return id;
  }

  /** Writes the conversations, within the unit of work that keeps the message. */
  keepForwards(): void {
    for (const { id, nodes } of this.#forwards) this.#world.forwards.add(id, nodes);
  }

  [Symbol.dispose](): void {
    this.#media?.[Symbol.dispose]();
  }
}
