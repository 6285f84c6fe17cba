/** What the sentences on an event are made of: its parts, with names in the place of numbers. */
import { decodeCq } from "../protocol/cq.ts";
import { isFields } from "../protocol/scalar.ts";
import type { Fields } from "../protocol/scalar.ts";
import type { Told } from "./language.ts";
import { segment } from "./segment.ts";

/** How people and groups are called. */
export interface Callings {
  nameOf(person: number): string;
  titleOf(group: number): string;
}

/** Gives a sentence in each language. */
export type Sentence = (teller: Teller) => Told;

export class Teller {
  readonly event: Fields;
  readonly #callings: Callings;

  constructor(event: Fields, callings: Callings) {
    this.event = event;
    this.#callings = callings;
  }

  get group(): string {
    return this.#callings.titleOf(Number(this.event["group_id"]));
  }

  /** Whoever a key names. */
  who(key: string): string {
    return this.#callings.nameOf(Number(this.event[key]));
  }

  isSame(one: string, other: string): boolean {
    return this.event[one] === this.event[other];
  }

  text(key: string): string {
    return toText(this.event[key]);
  }

  /** A part of what a key holds. */
  part(key: string, name: string): string {
    const whole = this.event[key];
    return isFields(whole) ? toText(whole[name]) : "";
  }

  /** A message with names in the place of numbers, and codes as words. */
  get message(): Told {
    const parts = decodeCq(this.text("raw_message")).map(({ type, data }): Told => {
      if (type === "text") return both(toText(data["text"]));
      const { qq = "" } = data;
      if (type !== "at") return segment(type, data["name"]);
      if (qq === "all") return { en: "@all", zh: "@全体成员" };
      return both(`@${/^\d+$/.test(qq) ? this.#callings.nameOf(Number(qq)) : qq}`);
    });
    const join = (language: keyof Told) => parts.map((part) => part[language]).join("");
    return { en: join("en"), zh: join("zh") };
  }
}

/** The same in both languages. */
export function both(text: string): Told {
  return { en: text, zh: text };
}

function toText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
