import type { Shown } from "../chat/failure.ts";
/** A server with a bot, at which scenes are played one after another. */
import { Player } from "../chat/play.ts";
import type { Playable } from "../chat/play.ts";
import type { Result } from "../chat/report.ts";
import { playWords as words } from "../words/play.ts";
import { BotProcess } from "./bot-process.ts";
import type { ConfigArgs } from "./command.ts";
import { Failure } from "./command.ts";
import { freePort } from "./free-port.ts";
import { startOwnServer } from "./own-server.ts";
import type { OwnServer } from "./own-server.ts";

export interface TroupeOptions extends ConfigArgs {
  /** The command that starts the bot; undefined where it is started by somebody else. */
  readonly bot?: string | undefined;
  /** Where the bot listens, where it is dialled. */
  readonly listen?: string | undefined;
  /** Milliseconds within which the bot must be there. */
  readonly patience: number;
  /** Whether the bot is started anew for each scene. */
  readonly restart: boolean;
  /** Told where a bot is waited for that somebody else starts. */
  readonly onWaiting?: (url: string) => void;
}

/** Milliseconds without a call after which a bot has done what it does when it is connected. */
const quiet = 150;
const maxUnquiet = 3000;

export class Troupe implements AsyncDisposable {
  readonly #options: TroupeOptions;
  readonly #server: OwnServer;
  readonly #port: number;
  readonly #player: Player;
  #bot: BotProcess | undefined;
  #isReady = false;

  private constructor(options: TroupeOptions, server: OwnServer, port: number) {
    this.#options = options;
    this.#server = server;
    this.#port = port;
    const { url, token } = server;
    this.#player = new Player({ url, token });
  }

  /** Starts the server. Throws what is wrong with the configuration. */
  static async gather(options: TroupeOptions): Promise<Troupe> {
    const port = freePort();
    const listen = options.listen?.replaceAll("{port}", String(port));
    return new Troupe(options, await startOwnServer(options, listen), port);
  }

  /** Plays a scene, once the bot is there. Throws {@link Failure} where it is not, or ends. */
  async play(scene: Playable, show?: (shown: Shown) => void): Promise<Result> {
    if (this.#options.restart) await this.#dismiss();
    await this.#ready();
    this.#bot?.takeOutput();
    const { file, title, line } = scene;
    const { ms, failure } = await this.#player.play(scene, show);
    const output = this.#bot?.takeOutput() ?? "";
    return { file, title, line, ms, ...(failure && { failure: { ...toPlain(failure), output } }) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#player[Symbol.dispose]();
    // First, since it tells a bot that it posts to.
    await this.#server.app[Symbol.asyncDispose]();
    await this.#dismiss();
  }

  async #dismiss(): Promise<void> {
    await this.#bot?.[Symbol.asyncDispose]();
    this.#bot = undefined;
    this.#isReady = false;
  }

  /** Starts the bot where that is asked for, and waits until it is connected. */
  async #ready(): Promise<void> {
    const { bot: command, patience, onWaiting } = this.#options;
    if (this.#isReady) return this.#requireBot();
    const { url, httpUrl, token } = this.#server;
    if (command !== undefined) {
      const fill = { url: url.href, http: httpUrl.href, port: String(this.#port) };
      const filled = command.replaceAll(
        /\{(url|http|port)\}/g,
        (_, name: keyof typeof fill) => fill[name],
      );
      this.#bot = new BotProcess(filled, {
        ONEBOT_WS_URL: url.href,
        ONEBOT_HTTP_URL: httpUrl.href,
        ONEBOT_ACCESS_TOKEN: token,
        ONEBOT_PORT: String(this.#port),
      });
    } else onWaiting?.(this.#options.listen ?? url.href);
    const ended = this.#bot?.ended.then(() => "ended" as const);
    const there = this.#isThere(patience);
    const outcome = await (ended ? Promise.race([there, ended]) : there);
    if (outcome === "ended") await this.#requireBot();
    if (outcome === false)
      throw new Failure(
        "wrongUse",
        words.botAbsent(this.#options.listen ?? url.href, patience, this.#bot?.takeOutput() ?? ""),
      );
    await this.#player.settle(quiet, maxUnquiet);
    this.#isReady = true;
  }

  /** Whether the bot is there in time: it has connected, or listens where it is posted to. */
  #isThere(ms: number): Promise<boolean> {
    const listen = this.#options.listen?.replaceAll("{port}", String(this.#port));
    return listen?.startsWith("http") ? isOpen(listen, ms) : this.#player.isConnected(ms);
  }

  /** A bot that has ended plays no more. */
  async #requireBot(): Promise<void> {
    const bot = this.#bot;
    if (!bot) return;
    const how = await Promise.race([bot.ended, Promise.resolve(undefined)]);
    if (how !== undefined)
      throw new Failure("wrongUse", words.botEnded(bot.command, how, bot.takeOutput().trimEnd()));
  }
}

const retryInterval = 50;

/** Whether something listens at an address in time. */
async function isOpen(address: string, ms: number): Promise<boolean> {
  const { hostname, port, protocol } = new URL(address);
  const usual = protocol === "https:" ? 443 : 80;
  for (const end = performance.now() + ms; performance.now() < end;) {
    try {
      const socket = await Bun.connect({
        hostname,
        port: Number(port) || usual,
        socket: { data() {} },
      });
      socket.end();
      return true;
    } catch {
      await Bun.sleep(retryInterval);
    }
  }
  return false;
}

function toPlain({
  message,
  line,
  diff,
}: {
  message: string;
  line: number;
  diff: readonly Shown[];
}) {
  return { message, line, diff };
}
