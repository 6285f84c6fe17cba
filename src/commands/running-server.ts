/** A server that runs already, whose world is put aside while scenes are played. */
import { director } from "../chat/company.ts";
import { Player } from "../chat/play.ts";
import type { Playable } from "../chat/play.ts";
import type { Result } from "../chat/report.ts";
import type { ConnectArgs } from "./connect.ts";
import { reach } from "./connect.ts";

const aside = "before onebot play";

export class RunningServer implements AsyncDisposable {
  readonly #player: Player;

  private constructor(player: Player) {
    this.#player = player;
  }

  /** Puts the world of a server aside. Throws {@link Failure} where the server cannot be reached. */
  static async reach(args: ConnectArgs): Promise<RunningServer> {
    const player = new Player(await reach(args));
    await player.company.ask(director, ".sandbox.snapshot", { name: aside });
    return new RunningServer(player);
  }

  async play(scene: Playable, show?: Parameters<Player["play"]>[1]): Promise<Result> {
    const { file, title, line } = scene;
    const { ms, failure } = await this.#player.play(scene, show);
    if (!failure) return { file, title, line, ms };
    const { message, diff } = failure;
    return { file, title, line, ms, failure: { message, line: failure.line, diff, output: "" } };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { company } = this.#player;
    await company.call(director, ".sandbox.restore", { name: aside });
    await company.call(director, ".sandbox.drop_snapshot", { name: aside });
    this.#player[Symbol.dispose]();
  }
}
