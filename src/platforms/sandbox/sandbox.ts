/** The sandbox: a platform whose people all are accounts. */
import type { Database } from "bun:sqlite";

import type { Caller, EventSink, Operation, Platform } from "../../platform.ts";
import type { Status } from "../../protocol/entity.ts";
import type { Reply } from "../../protocol/reply.ts";
import { accountActions } from "./actions/account.ts";
import { withAliases } from "./actions/alias.ts";
import { boardActions } from "./actions/board.ts";
import { conversationActions } from "./actions/conversation.ts";
import { fileActions } from "./actions/file.ts";
import { forwardActions } from "./actions/forward.ts";
import { friendActions } from "./actions/friend.ts";
import { groupActions } from "./actions/group.ts";
import { mediaActions } from "./actions/media.ts";
import { memberActions } from "./actions/member.ts";
import { messageActions } from "./actions/message.ts";
import { pokeActions } from "./actions/poke.ts";
import { reactionActions } from "./actions/reaction.ts";
import { requestActions } from "./actions/request.ts";
import { storageActions } from "./actions/storage.ts";
import { supervisionActions } from "./actions/supervision.ts";
import { tencentActions } from "./actions/tencent.ts";
import { Archive } from "./archive.ts";
import { Clock } from "./clock.ts";
import { isPublic } from "./download.ts";
import { Faults } from "./faults.ts";
import { pair, toOperations } from "./handler.ts";
import { faultLevers } from "./levers/fault.ts";
import { levers } from "./levers/lever.ts";
import { peopleLevers } from "./levers/people.ts";
import { timeLevers } from "./levers/time.ts";
import { Media } from "./media.ts";
import { Recorder } from "./recorder.ts";
import { seed } from "./seed.ts";
import type { SandboxConfig } from "./seed.ts";
import { Store } from "./store.ts";
import { World } from "./world.ts";

const actions = [
  accountActions,
  boardActions,
  conversationActions,
  fileActions,
  forwardActions,
  friendActions,
  groupActions,
  mediaActions,
  memberActions,
  messageActions,
  pokeActions,
  reactionActions,
  requestActions,
  storageActions,
  supervisionActions,
  tencentActions,
] as const;

export interface SandboxOptions {
  dataDir: string;
  config: SandboxConfig;
  /** Where this server is reached: media have their address below it. */
  baseUrl: () => URL;
  /** Whether people are told of their own messages. */
  reportSelf: boolean;
}

export class Sandbox implements Platform {
  readonly defaultAccount: number;
  readonly #world: World;
  readonly #operations: ReadonlyMap<string, Operation>;
  readonly #faults: Faults;
  readonly #recorder = new Recorder();

  /** Opens the world below a data folder, or makes it. Throws, with the remedy, where that cannot be done. */
  constructor({ dataDir, config, baseUrl, reportSelf }: SandboxOptions, sink: EventSink) {
    this.defaultAccount = config.self_id;
    const fill = (db: Database) => seed(db, config, Math.floor(Date.now() / 1000));
    const store = new Store(dataDir, fill);
    this.#faults = new Faults((event) => {
      this.#recorder.recordEvent(event, sink.receivers(event.self_id));
      sink.publish(event);
    });
    const world = new World({
      store,
      clock: new Clock(store.db),
      media: new Media(store, {
        dataDir,
        baseUrl,
        folders: config.file_folders,
        maxBytes: config.media_bytes,
        timeout: config.download_timeout,
        allows: config.allow_private_addresses ? () => true : isPublic,
      }),
      credentials: { cookies: config.cookies, csrfToken: config.csrf_token },
      reportSelf,
      listeners: () => sink.listeners(),
      publish: (event) => this.#faults.pass(event),
    });
    this.#world = world;
    const { defaultAccount } = this;
    if (!this.hasAccount(defaultAccount)) {
      store[Symbol.dispose]();
      throw new Error(
        `sandbox.self_id is ${defaultAccount}, but nobody in the world of ${dataDir} has that number. The configuration fills new worlds only: choose somebody who is there, or another world with --set data_dir=FOLDER`,
      );
    }
    const archive = new Archive(world, { seed: fill, defaultAccount });
    const operations = new Map([
      ...actions.flatMap((makeHandlers) => toOperations(makeHandlers(world))),
      ...(config.control
        ? pair(levers, {
            ...peopleLevers(world, { defaultAccount }),
            ...timeLevers(world, archive),
            ...faultLevers(this.#faults, this.#recorder),
          })
        : []),
    ]);
    this.#operations = withAliases(operations);
  }

  hasAccount(account: number): boolean {
    return this.#world.people.find(account) !== undefined;
  }

  operation(action: string): Operation | undefined {
    const operation = this.#operations.get(action);
    return operation && !isLever(action) ? this.#faults.wrap(action, operation) : operation;
  }

  status(): Status {
    return { online: true, good: true };
  }

  now(): number {
    return this.#world.clock.now();
  }

  observe(
    call: { action: string; params: unknown },
    caller: Caller,
    reply: Reply | undefined,
  ): void {
    if (!isLever(call.action)) this.#recorder.recordCall(call, caller, reply);
  }

  endWaits(): void {
    this.#recorder.endWaits();
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

/** The hidden actions that steer the world are neither recorded nor made to fail. */
function isLever(action: string): boolean {
  return action.startsWith(".sandbox.");
}
