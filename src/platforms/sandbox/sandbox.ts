/** The sandbox: a platform whose people all are accounts. */
import type { Database } from "bun:sqlite";

import type { Config } from "../../config/config.ts";
import { toOperations, unite } from "../../operation.ts";
import type { EventSink, Operation, Platform, WorldPart } from "../../platform.ts";
import type { About, Named } from "../../protocol/about.ts";
import type { Status } from "../../protocol/entity.ts";
import type { Fields } from "../../protocol/scalar.ts";
import type { Recorder } from "../../record.ts";
import { say } from "../../words/language.ts";
import { inhabited, noBot } from "../../words/world.ts";
import { accountActions, wellbeing } from "./actions/account.ts";
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
import { profileActions } from "./actions/profile.ts";
import { reactionActions } from "./actions/reaction.ts";
import { requestActions } from "./actions/request.ts";
import { signActions } from "./actions/sign.ts";
import { storageActions } from "./actions/storage.ts";
import { supervisionActions } from "./actions/supervision.ts";
import { tencentActions } from "./actions/tencent.ts";
import { Archive } from "./archive.ts";
import { placesOf } from "./belonging.ts";
import { Faults } from "./faults.ts";
import { actions } from "./handler.ts";
import type { Handlers } from "./handler.ts";
import { hiddenActions } from "./hidden/action.ts";
import type { HiddenHandlers } from "./hidden/action.ts";
import { faultActions } from "./hidden/fault.ts";
import { peopleActions } from "./hidden/people.ts";
import { surveyActions } from "./hidden/survey.ts";
import { timeActions } from "./hidden/time.ts";
import { isPublic } from "./media/download.ts";
import { Media } from "./media/media.ts";
import { toSample } from "./media/sample.ts";
import { openDatabase } from "./tables/database.ts";
import { NewFiles } from "./tables/new-files.ts";
import { seed } from "./tables/seed.ts";
import type { SandboxConfig } from "./tables/seed.ts";
import { Store } from "./tables/store.ts";
import { World } from "./world.ts";

export interface SandboxOptions {
  dataDir: string;
  config: SandboxConfig;
  limits: Pick<Config["limits"], "disk_bytes" | "export_bytes" | "forward_bytes">;
  /** Where this server is reached: media have their address below it. */
  baseUrl: () => URL;
  /** Whether people are told of their own messages. */
  reportSelf: boolean;
  /** What people are told of a file they are sent. */
  privateFile: "message" | "notice";
}

export class Sandbox implements Platform {
  readonly defaultAccount: number;
  readonly #world: World;
  readonly #operations: ReadonlyMap<string, Operation>;
  readonly #faults: Faults;
  readonly #archive: Archive;
  readonly #inMemory: boolean;
  readonly #made: NewFiles;
  readonly #observers = new Set<(part: WorldPart) => void>();

  /** Opens the world below a data folder, or makes it. Throws, with the remedy, where that cannot be done. */
  constructor(
    { dataDir, config, limits, baseUrl, reportSelf, privateFile }: SandboxOptions,
    { sink, record }: { sink: EventSink; record: Recorder },
  ) {
    this.defaultAccount = config.self_id;
    const fill = (db: Database) => seed(db, config, Math.floor(Date.now() / 1000));
    this.#made = new NewFiles(dataDir);
    const db = openDatabase(dataDir, fill, this.#made);
    const store = new Store(db, { maxBytes: limits.disk_bytes });
    const tell = (part: WorldPart) => {
      for (const observer of this.#observers) observer(part);
    };
    this.#faults = new Faults(sink, () => tell("faults"));
    store.observe(tell);
    const world: World = new World({
      defaultAccount: config.self_id,
      store,
      media: new Media(store, {
        dataDir,
        baseUrl,
        folders: config.file_folders,
        maxBytes: config.media_bytes,
        timeout: config.download_timeout,
        standIn: (file) => toSample(file) ?? world.portraits.source(file),
        allows: config.allow_private_addresses ? () => true : isPublic,
      }),
      credentials: { cookies: config.cookies, csrfToken: config.csrf_token },
      reportSelf,
      privateFile,
      maxForwardBytes: limits.forward_bytes,
      sink: this.#faults,
    });
    this.#world = world;
    const { defaultAccount } = this;
    if (!this.hasAccount(defaultAccount)) {
      store[Symbol.dispose]();
      throw new Error(say(noBot(defaultAccount, dataDir)));
    }
    void world.media.sweep();
    this.#inMemory = dataDir === ":memory:";
    this.#archive = new Archive(world, {
      seed: fill,
      defaultAccount,
      maxBytes: limits.export_bytes,
    });
    const handlers: Handlers = unite(
      accountActions(world),
      boardActions(world),
      conversationActions(world),
      fileActions(world),
      forwardActions(world),
      friendActions(world),
      groupActions(world),
      mediaActions(world),
      memberActions(world),
      messageActions(world),
      pokeActions(world),
      profileActions(world),
      reactionActions(world),
      requestActions(world),
      signActions(world),
      storageActions(world),
      supervisionActions(world),
      tencentActions(),
    );
    const hidden: HiddenHandlers = unite(
      peopleActions(world, { defaultAccount }),
      surveyActions(world),
      timeActions(world, this.#archive),
      faultActions(this.#faults, {
        record,
        defaultAccount,
        actions: Object.keys(actions),
      }),
    );
    const operations = new Map([
      ...toOperations(actions, handlers),
      ...(config.control ? toOperations(hiddenActions, hidden, { isHidden: true }) : []),
    ]);
    this.#operations = withAliases(operations);
  }

  /** The start has succeeded: a world that was made for it stays. */
  keep(): void {
    this.#made.keep();
  }

  hasAccount(account: number): boolean {
    return this.#world.people.find(account) !== undefined;
  }

  operation(action: string): Operation | undefined {
    const operation = this.#operations.get(action);
    return operation && !operation.isHidden ? this.#faults.wrap(action, operation) : operation;
  }

  actions(): Iterable<string> {
    return this.#operations.keys();
  }

  status(): Status {
    return wellbeing;
  }

  now(): number {
    return this.#world.clock.now();
  }

  observe(onChange: (part: WorldPart) => void): Disposable {
    this.#observers.add(onChange);
    return { [Symbol.dispose]: () => this.#observers.delete(onChange) };
  }

  /** A world in memory, without its snapshots. */
  async pack(): Promise<Fields | undefined> {
    return this.#inMemory ? this.#archive.export() : undefined;
  }

  async unpack(packed: Fields): Promise<void> {
    if (this.#inMemory) await this.#archive.import(packed);
  }

  placesOf(named: Named): readonly About[] | "nowhere" {
    return placesOf(this.#world, named);
  }

  serve(pathname: string): Response | undefined {
    const { media, portraits } = this.#world;
    const medium = media.serve(pathname);
    if (medium) this.#countDownload(pathname);
    return medium ?? portraits.serve(pathname);
  }

  /** One line on who lives here. */
  describe(): string {
    const { people, roster } = this.#world;
    const bot = this.defaultAccount;
    const { nickname } = people.require(bot);
    const counts = { people: people.count(), groups: roster.countGroups() };
    return say(inhabited({ bot, nickname, ...counts }));
  }

  #countDownload(pathname: string): void {
    const { files, media, store } = this.#world;
    const { medium, fileName } = media.addressed(pathname) ?? {};
    if (medium === undefined || fileName === undefined) return;
    // Where it cannot be counted the file is given all the same.
    store.write(() => files.countDownload(medium, fileName)).catch(() => undefined);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#faults[Symbol.dispose]();
    this.#world.media[Symbol.dispose]();
    this.#world.store[Symbol.dispose]();
    this.#made.remove();
    return Promise.resolve();
  }
}
