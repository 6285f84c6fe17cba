/** The sandbox: a platform whose people all are accounts. */
import type { EventSink, Operation, Platform } from "../../platform.ts";
import type { Status } from "../../protocol/entity.ts";
import { accountActions } from "./actions/account.ts";
import { groupActions } from "./actions/group.ts";
import { messageActions } from "./actions/message.ts";
import { Clock } from "./clock.ts";
import { toOperations } from "./handler.ts";
import { Media } from "./media.ts";
import { seed } from "./seed.ts";
import type { SandboxConfig } from "./seed.ts";
import { Store } from "./store.ts";
import { World } from "./world.ts";

export interface SandboxOptions {
  dataDir: string;
  config: SandboxConfig;
  /** Where this server is reached: media have their address below it. */
  baseUrl: () => URL;
}

export class Sandbox implements Platform {
  readonly defaultAccount: number;
  readonly #world: World;
  readonly #operations: ReadonlyMap<string, Operation>;

  /** Opens the world below a data folder, or makes it. Throws, with the remedy, where that cannot be done. */
  constructor({ dataDir, config, baseUrl }: SandboxOptions, sink: EventSink) {
    this.defaultAccount = config.self_id;
    const clock = new Clock();
    const store = new Store(dataDir, (db) => seed(db, config, clock.now()));
    const media = new Media(store, { dataDir, baseUrl });
    this.#world = new World({ store, media, sink, clock });
    this.#operations = toOperations({
      ...accountActions(this.#world),
      ...groupActions(this.#world),
      ...messageActions(this.#world),
    });
  }

  hasAccount(account: number): boolean {
    return this.#world.people.find(account) !== undefined;
  }

  operation(action: string): Operation | undefined {
    return this.#operations.get(action);
  }

  status(): Status {
    return { online: true, good: true };
  }

  now(): number {
    return this.#world.clock.now();
  }

  serve(pathname: string): Response | undefined {
    return this.#world.media.serve(pathname);
  }

  /** One line on who lives here. */
  describe(): string {
    const { people, groups } = this.#world;
    const { nickname } = people.require(this.defaultAccount);
    return `The bot is ${this.defaultAccount} (${nickname}), among ${people.count()} people and ${groups.count()} groups`;
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#world.store[Symbol.dispose]();
    this.#world.media[Symbol.dispose]();
    return Promise.resolve();
  }
}
