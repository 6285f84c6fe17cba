/** A conversation as it is typed: lines are said or done, and what goes on is shown. */
import { Cast, CastError, readWorld } from "../chat/cast.ts";
import { Refused } from "../chat/company.ts";
import type { Company } from "../chat/company.ts";
import { toAct } from "../chat/deed.ts";
import { perform } from "../chat/direction.ts";
import { isRead } from "../chat/normal.ts";
import { parseStatement } from "../chat/parse.ts";
import { ScriptError } from "../chat/reader.ts";
import { toScript } from "../chat/recording.ts";
import { encodeRef } from "../chat/ref.ts";
import { tellSighting } from "../chat/retell.ts";
import { isDeed } from "../chat/script.ts";
import type { Deed, Statement } from "../chat/script.ts";
import { showSaid } from "../chat/show.ts";
import { Sights } from "../chat/sight.ts";
import { Stage } from "../chat/stage.ts";
import { Watch } from "../chat/watch.ts";
import { write } from "../chat/write.ts";
import type { Entry } from "../entry.ts";
import { isFields } from "../protocol/scalar.ts";
import { retell } from "../words/event.ts";
import { say } from "../words/language.ts";
import { chatWords as words, recordWords } from "../words/play.ts";
import { writeBeside } from "./record.ts";
import { beside } from "./scenes.ts";

/** As many entries as are kept for /save. */
const maxEntries = 20_000;

/** Something typed that cannot be done; its message is shown. */
export class TalkError extends Error {
  override readonly name = "TalkError";
}

export class Talk {
  readonly #company: Company;
  readonly #stage: Stage;
  readonly #watch: Watch;
  readonly #print: (line: string) => void;
  #sights = new Sights();
  readonly #told = new Set<string>();
  #entries: Entry[] = [];
  /** Whom is spoken to in private; else it is said in the group. */
  #to: number | undefined;
  me: number;

  private constructor(
    company: Company,
    { cast, me, print }: { cast: Cast; me: number; print: (line: string) => void },
  ) {
    this.#company = company;
    this.#stage = new Stage({ company, cast, findFile: beside("./x.chat") });
    this.#watch = new Watch(company, { withSteering: true });
    this.#print = print;
    this.me = me;
  }

  /** Begins as somebody somewhere. Throws {@link CastError} where there is no such. */
  static async begin(
    company: Company,
    {
      as,
      where,
      print,
    }: { as?: string | undefined; where?: string | undefined; print: (line: string) => void },
  ): Promise<Talk> {
    const cast = new Cast(await readWorld(company));
    const other = [...cast.people.keys()].find((id) => !cast.bots.has(id));
    const me = as === undefined ? (other ?? 0) : cast.person(as);
    const talk = new Talk(company, { cast, me, print });
    await talk.#watch.begin();
    await company.enter(me);
    if (where !== undefined) talk.#stage.where = cast.group(where);
    else {
      const groups = await company.ask<{ group_id: number }[]>(me, "get_group_list");
      talk.#stage.where = groups[0]?.group_id;
    }
    return talk;
  }

  get cast(): Cast {
    return this.#stage.meaning.cast;
  }

  /** Who one is, and where. */
  get prompt(): string {
    const { where } = this.#stage;
    const name = this.cast.nameOf(this.me);
    if (this.#to !== undefined) return `${name} → ${this.cast.nameOf(this.#to)}`;
    return where === undefined ? name : `${name} @ ${this.cast.titleOf(where)}`;
  }

  /** Shows the next thing that happens within so many milliseconds; gives whether anything did. */
  async listen(ms: number): Promise<boolean> {
    const entry = await this.#watch.next(ms);
    if (!entry) return false;
    if (this.#entries.length < maxEntries) this.#entries.push(entry);
    const text = this.#tell(entry);
    if (text !== "") this.#print(text);
    return true;
  }

  /** Says or does a line. Throws {@link TalkError} where that cannot be done. */
  async take(line: string): Promise<void> {
    try {
      if (line.startsWith("/")) await this.#command(line);
      else if (line.trim() !== "") await this.#take(line);
    } catch (error) {
      const isTold =
        error instanceof CastError || error instanceof Refused || error instanceof ScriptError;
      throw isTold ? new TalkError(error.message) : error;
    }
  }

  async #take(line: string): Promise<void> {
    const statement = this.#toStatement(line);
    if (statement === undefined) return this.#say(line);
    if (isDeed(statement)) return this.#do(statement);
    if (statement.is === "in") this.#to = undefined;
    if (
      statement.is === "refused" ||
      statement.is === "any-order" ||
      statement.is === "gets" ||
      statement.is === "nothing"
    )
      return;
    await perform(statement, this.#stage);
  }

  /** A line of the grammar, if it is one and whoever it is of is there; else it is text. */
  #toStatement(line: string): Statement | undefined {
    let statement: Statement;
    try {
      statement = parseStatement(line);
    } catch {
      return undefined;
    }
    if (!isDeed(statement)) return statement;
    return this.cast.tryPerson(statement.who) === undefined ? undefined : statement;
  }

  #say(text: string): Promise<void> {
    const to = this.#to === undefined ? {} : { to: { person: String(this.#to) } };
    return this.#do({ is: "say", who: String(this.me), ...to, content: { text } });
  }

  async #do(deed: Deed): Promise<void> {
    const { meaning, where } = this.#stage;
    const act = await toAct(deed, meaning, where);
    if (!act) throw new TalkError(say(words.needs("/in GROUP")));
    await this.#company.ask(this.cast.person(deed.who), act.action, act.params);
  }

  async #command(line: string): Promise<void> {
    const [, name = "", rest = ""] = /^\/(\S*)\s*(.*)$/s.exec(line) ?? [];
    const run = commands[name];
    if (!run) throw new TalkError(say(words.noCommand(`/${name}`)));
    const needed = run.usage.split(" ").length - 1;
    const given = rest === "" ? 0 : needed === 1 ? 1 : rest.split(/\s+/).length;
    if (given < needed) throw new TalkError(say(words.needs(run.usage)));
    const me = encodeRef(String(this.me));
    switch (run.is) {
      case "as":
        this.me = this.cast.person(rest);
        await this.#company.enter(this.me);
        return;
      case "to":
        this.#to = this.cast.person(rest);
        return;
      case "in":
        this.#stage.where = this.cast.group(rest);
        this.#to = undefined;
        return;
      case "reply": {
        const [, id = "", text = ""] = /^(\S+)\s+(.*)$/s.exec(rest) ?? [];
        return this.#say(`[CQ:reply,id=${id}]${text}`);
      }
      case "recall":
        return this.#take(`${me} calls delete_msg message_id=${rest}`);
      case "image":
        return this.#say(`[CQ:image,file=${rest}]`);
      case "poke":
        return this.#take(`${me} pokes ${rest}`);
      case "clock":
        return perform(
          parseStatement(`clock ${rest}`) as Extract<Statement, { is: "clock" }>,
          this.#stage,
        );
      case "save":
        await this.#save(rest);
        return;
      case "who":
        for (const [id, each] of [...this.cast.people, ...this.cast.groups])
          this.#print(`${id} ${each}`);
        return;
      case "help":
        this.#print(say(words.help));
        return;
      default:
        return run.is satisfies never;
    }
  }

  async #save(file: string): Promise<void> {
    while (await this.listen(0));
    const cast = new Cast(await readWorld(this.#company));
    const title = say(recordWords.title(new Date().toISOString().slice(0, 16)));
    await writeBeside(file, write(toScript(this.#entries, { title, cast })), this.#entries);
    this.#print(say(recordWords.wrote(file)));
  }

  /** What happened, as chat; empty where it is not worth a line. */
  #tell(entry: Entry): string {
    if (this.#sights.all.length >= maxEntries) this.#sights = new Sights();
    const sighting = this.#sights.add(entry);
    const { account, said, call, frame, event } = sighting;
    const { where } = this.#stage;
    if (said) {
      this.#stage.meaning.variables.set(String(said.id), String(said.id));
      return showSaid(said, { cast: this.cast, event, here: where });
    }
    if (frame) return tellSighting(sighting, this.cast, where);
    if (call) {
      const isRefused = call.reply?.["status"] === "failed";
      const isShown =
        this.cast.bots.has(account) &&
        (isRefused || !(isRead(call.action) || call.action.startsWith("send_")));
      return isShown ? `# ${tellSighting(sighting, this.cast, where)}` : "";
    }
    if (
      !isFields(event) ||
      event["post_type"] === "message" ||
      event["post_type"] === "message_sent"
    )
      return "";
    const { self_id, time, ...what } = event;
    void [self_id, time];
    const key = JSON.stringify(what);
    if (this.#told.has(key)) return "";
    this.#told.add(key);
    if (this.#told.size > maxEntries) this.#told.clear();
    return `# ${say(retell(event, { callings: this.cast, showsAccount: true }))}`;
  }
}

/** What can be typed behind a slash. */
const commands: Readonly<
  Partial<
    Record<
      string,
      {
        is:
          | "as"
          | "in"
          | "to"
          | "reply"
          | "recall"
          | "image"
          | "poke"
          | "clock"
          | "save"
          | "who"
          | "help";
        usage: string;
      }
    >
  >
> = {
  as: { is: "as", usage: "/as WHO" },
  in: { is: "in", usage: "/in GROUP" },
  to: { is: "to", usage: "/to WHO" },
  reply: { is: "reply", usage: "/reply N TEXT" },
  recall: { is: "recall", usage: "/recall N" },
  image: { is: "image", usage: "/image FILE" },
  poke: { is: "poke", usage: "/poke WHO" },
  clock: { is: "clock", usage: "/clock TIME" },
  save: { is: "save", usage: "/save FILE.chat" },
  who: { is: "who", usage: "/who" },
  help: { is: "help", usage: "/help" },
};

/** The slash commands there are, for completion. */
export const slashCommands: readonly string[] = [...Object.keys(commands), "quit"].map(
  (name) => `/${name}`,
);
