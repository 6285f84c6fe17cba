/** Plays one scene: people act, bots are expected to. */
import { sceneWords as words } from "../words/chat.ts";
import { say } from "../words/language.ts";
import { CastError } from "./cast.ts";
import type { Cast } from "./cast.ts";
import { Refused } from "./company.ts";
import type { Company } from "./company.ts";
import { toAct } from "./deed.ts";
import type { Where } from "./deed.ts";
import { perform } from "./direction.ts";
import { SceneFailure } from "./failure.ts";
import type { Shown } from "./failure.ts";
import { referenceOf, toHope } from "./hope.ts";
import type { Hope } from "./hope.ts";
import { Lookout } from "./lookout.ts";
import type { Met, Outcome } from "./lookout.ts";
import { Meaning } from "./meaning.ts";
import type { FindFile } from "./meaning.ts";
import { find } from "./pattern.ts";
import { tellSighting } from "./retell.ts";
import { isDeed } from "./script.ts";
import type { Content, Deed, Gets, Statement, Step } from "./script.ts";
import { encodeStatement } from "./write.ts";
import { written } from "./written.ts";

export interface StageOptions {
  readonly company: Company;
  readonly cast: Cast;
  readonly findFile: FindFile;
  /** Told of each line as it is done or met. */
  readonly show?: (shown: Shown) => void;
}

/** How what was done last ended: what a `refused` line is about. */
interface Ended {
  readonly action: string;
  readonly retcode: number;
  readonly message: string;
}

/** How long is waited where the script does not say. */
const usualLimit = 5000;
/** Lines of the conversation that a failure shows. */
const shownLines = 12;
/** Milliseconds within which a call ends whose message was seen. */
const underWay = 30;

export class Stage {
  readonly company: Company;
  readonly meaning: Meaning;
  readonly lookout: Lookout;
  where: Where;
  limit = usualLimit;
  /** Minutes that the zone of the script is ahead of UTC. */
  minutes = 8 * 60;
  readonly #show: (shown: Shown) => void;
  readonly #lines: { step: Step; shown: Shown }[] = [];
  #ended: Ended | undefined;

  constructor({ company, cast, findFile, show = () => undefined }: StageOptions) {
    this.company = company;
    this.meaning = new Meaning(cast, findFile);
    this.lookout = new Lookout(company);
    this.#show = show;
  }

  /** Plays steps one after another. Rejects with a {@link SceneFailure} at the first that fails. */
  async play(steps: readonly Step[]): Promise<void> {
    await this.lookout.begin();
    await this.#enter(steps);
    try {
      for (let at = 0; at < steps.length; at++) {
        const step = steps[at];
        if (step)
          at += await this.#playStep(step, steps.slice(at + 1)).catch((error: unknown) =>
            this.#failFor(error, step),
          );
      }
    } catch (error) {
      if (!(error instanceof SceneFailure)) throw error;
      throw await this.#lookAround(error);
    }
  }

  /** What bots did is a part of the failure; what is under way ends first. */
  async #lookAround({ message, line, diff }: SceneFailure): Promise<SceneFailure> {
    const { cast } = this.meaning;
    await this.lookout.settle(underWay);
    const around = this.lookout.around(cast.bots).map((sighting) => ({
      is: "around" as const,
      text: tellSighting(sighting, cast, this.where),
    }));
    const told = around.length > 0 ? words.cameAround : words.nothingAround;
    const heading = { is: "around", text: say(told) } as const;
    return new SceneFailure(message, { line, diff: [...diff, heading, ...around] });
  }

  /** Those who are to get something are connected before anything is done. */
  async #enter(steps: readonly Step[]): Promise<void> {
    const { cast } = this.meaning;
    for (const { statement } of steps) {
      const isTold =
        statement.is === "gets" || (statement.is === "nothing" && statement.of === "gets");
      const who = isTold ? cast.tryPerson(statement.who) : undefined;
      if (who !== undefined && !cast.bots.has(who)) await this.company.enter(who);
    }
  }

  /** Plays a step; gives how many of the following ones it has played, too. */
  async #playStep(step: Step, following: readonly Step[]): Promise<number> {
    const { statement } = step;
    const { cast } = this.meaning;
    if (statement.is === "refused") {
      this.#checkRefused(statement.content, step);
      return 0;
    }
    if (statement.is === "any-order") {
      this.#tell("done", step);
      return this.#meetInAnyOrder(following);
    }
    if (statement.is === "nothing") {
      await this.#keepSilence(step, statement);
      return 0;
    }
    if (isExpected(statement, cast)) {
      await this.#meet(step, statement);
      return 0;
    }
    if (!isDeed(statement)) {
      if (statement.is !== "remark") this.#tell("done", step);
      await perform(statement, this);
      return 0;
    }
    await this.#act(step, statement, following[0]?.statement);
    return 0;
  }

  /** Does what a person does. */
  async #act(step: Step, deed: Deed, next: Statement | undefined): Promise<void> {
    const { meaning, company, lookout } = this;
    await lookout.drain();
    const act = await toAct(deed, meaning, this.where);
    if (!act) return this.#fail(say(words.noPlace), step);
    const who = meaning.cast.person(deed.who);
    lookout.mark();
    this.#tell("done", step);
    const called = company.call(who, act.action, act.params);
    const answer = await Promise.race([called, Bun.sleep(this.limit)]);
    if (!answer) return this.#fail(say(words.noAnswer(act.action, this.limit)), step);
    const { status, retcode, data, message = "" } = answer;
    if (status === "failed") this.#ended = { action: act.action, retcode, message };
    else this.#ended = undefined;
    if (status === "failed" && next?.is !== "refused")
      this.#fail(say(words.refused(act.action, retcode, message)), step);
    const label = "label" in deed ? deed.label : undefined;
    if (label === undefined || typeof data !== "object" || data === null) return;
    const reply = { data: data as Record<string, unknown> };
    const call = { action: act.action, params: {}, client: "", reply };
    const found = referenceOf({ at: 0, account: who, isMet: true, call });
    if (found !== undefined) meaning.variables.set(label, found);
    if (act.action === ".sandbox.ask_friend") meaning.kinds.set(label, "friend");
  }

  async #meet(step: Step, deed: Deed | Gets): Promise<void> {
    const hope = await this.#hope(step, deed);
    const outcome = await this.lookout.meet(hope, this.limit);
    if (outcome.is !== "met") return this.#failHope(hope, outcome);
    this.#met(hope, outcome);
  }

  /** Meets the expectations that stand next to each other; gives how many there are. */
  async #meetInAnyOrder(following: readonly Step[]): Promise<number> {
    const end = following.findIndex(({ statement }) => !isExpected(statement, this.meaning.cast));
    const steps = end < 0 ? following : following.slice(0, end);
    const hopes: Hope[] = [];
    for (const step of steps) {
      const { statement } = step;
      if (isExpected(statement, this.meaning.cast)) hopes.push(await this.#hope(step, statement));
    }
    const outcome = await this.lookout.meetAll(hopes, this.limit);
    for (const [hope, met] of outcome.met) this.#met(hope, met);
    if (outcome.failed) this.#failHope(outcome.failed.hope, outcome.failed.outcome);
    return steps.length;
  }

  async #hope(step: Step, deed: Deed | Gets): Promise<Hope> {
    const { meaning, where } = this;
    return (await toHope(step, deed, { meaning, where })) ?? this.#fail(say(words.noPlace), step);
  }

  #met({ step, label }: Hope, { sighting, captured }: Met): void {
    const { variables, kinds } = this.meaning;
    for (const [name, value] of captured) variables.set(name, value);
    const found = label === undefined ? undefined : referenceOf(sighting);
    if (label !== undefined && found !== undefined) variables.set(label, found);
    if (label !== undefined && sighting.event?.["request_type"] === "friend")
      kinds.set(label, "friend");
    const { call } = sighting;
    const { retcode, message, status } = call?.reply ?? {};
    this.#ended =
      call && status === "failed"
        ? { action: call.action, retcode: Number(retcode), message: written(message) }
        : undefined;
    this.#tell("met", step);
  }

  async #keepSilence(
    step: Step,
    { who, of, ms }: Extract<Statement, { is: "nothing" }>,
  ): Promise<void> {
    const { cast } = this.meaning;
    const account = cast.person(who);
    const where = this.where;
    const broken = await this.lookout.silence(ms, ({ account: other, said, call, event }) => {
      if (of === "calls") return call !== undefined && other === account;
      if (of === "gets") return event !== undefined && other === account;
      if (said?.who !== account) return false;
      return where === undefined || "person" in said.where || said.where.group === where;
    });
    if (broken)
      this.#fail(say(words.notSilent), step, [
        { is: "expected", text: encodeStatement(step.statement) },
        { is: "got", text: tellSighting(broken, cast, where) },
      ]);
    this.#tell("met", step);
  }

  #checkRefused(content: Content, step: Step): void {
    const ended = this.#ended;
    if (!ended) return this.#fail(say(words.notRefused), step);
    const { retcode, message } = ended;
    const text = "text" in content ? this.meaning.fill(content.text) : undefined;
    const isSo =
      text === undefined
        ? "pattern" in content && find(content.pattern, message) !== undefined
        : text === String(retcode) || message.includes(text);
    if (!isSo) this.#fail(say(words.refusedOtherwise(`${retcode} ${message}`)), step);
    this.#tell("met", step);
  }

  #failHope(hope: Hope, { is, sighting }: Exclude<Outcome, Met>): never {
    const told = {
      other: words.otherCame,
      early: words.notInOrder,
      late: words.nothingCame(this.limit),
    }[is];
    const { cast } = this.meaning;
    const got = sighting
      ? tellSighting(sighting, cast, this.where)
      : `(${say(words.nothingCame(this.limit))})`;
    const expected = { is: "expected", text: encodeStatement(hope.step.statement) } as const;
    return this.#fail(say(told), hope.step, [expected, { is: "got", text: got }]);
  }

  /** What was refused, or is nobody's name, fails the scene; a server that is gone ends everything. */
  #failFor(error: unknown, step: Step): never {
    if (!(error instanceof CastError || error instanceof Refused)) throw error;
    return this.#fail(error.message, step);
  }

  #fail(why: string, step: Step, diff?: readonly Shown[]): never {
    const instead = diff ?? [{ is: "expected", text: encodeStatement(step.statement) } as const];
    // The line that fails may have been told when it was begun.
    const lines = this.#lines.filter(({ step: each }) => each !== step).map(({ shown }) => shown);
    const before = lines.slice(-shownLines);
    throw new SceneFailure(why, { line: step.line, diff: [...before, ...instead] });
  }

  #tell(is: Shown["is"], step: Step): void {
    const shown = { is, text: encodeStatement(step.statement) };
    this.#lines.push({ step, shown });
    this.#show(shown);
  }
}

/** Whether a line is expected rather than done: it is a bot's, or says what somebody gets. */
function isExpected(statement: Statement, cast: Cast): statement is Deed | Gets {
  if (statement.is === "gets") return true;
  if (!isDeed(statement)) return false;
  // Hidden actions steer the world, whoever they are called by.
  if (statement.is === "calls" && statement.action.startsWith(".sandbox.")) return false;
  const who = cast.tryPerson(statement.who);
  return who !== undefined && cast.bots.has(who);
}
