/** Times as conversations show them; all are in seconds since 1970. */
import type { Language } from "../../../words/language.ts";
import { say } from "../../../words/language.ts";
import { log as words } from "../words/log.ts";

const clock = new Intl.DateTimeFormat("zh-CN", {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const full = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium" });

const days: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  zh: new Intl.DateTimeFormat("zh-CN", { month: "long", day: "numeric", weekday: "long" }),
  en: new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" }),
};
const years: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  zh: new Intl.DateTimeFormat("zh-CN", { dateStyle: "long" }),
  en: new Intl.DateTimeFormat("en-GB", { dateStyle: "long" }),
};

/** Like 07:58. */
export function clockTime(time: number): string {
  return clock.format(time * 1000);
}

/** Like 2026-11-26 07:58:01. */
export function fullTime(time: number): string {
  return full.format(time * 1000);
}

/** Whether two moments are of one day, where the reader is. */
export function isSameDay(one: number, other: number): boolean {
  return dayOf(one) === dayOf(other);
}

/** A day in words, seen from `now`: today, yesterday, a date. */
export function dayWords(time: number, now = Date.now() / 1000): string {
  const ago = Math.round((dayOf(now) - dayOf(time)) / 86_400_000);
  if (ago === 0) return say(words.today);
  if (ago === 1) return say(words.yesterday);
  const isThisYear = new Date(time * 1000).getFullYear() === new Date(now * 1000).getFullYear();
  const names = isThisYear ? days : years;
  return say({ zh: names.zh.format(time * 1000), en: names.en.format(time * 1000) });
}

/** When the day began, in milliseconds. */
function dayOf(time: number): number {
  return new Date(time * 1000).setHours(0, 0, 0, 0);
}
