/** Dates and times of the world, as this browser's zone has them; all in seconds since 1970. */
import { useSettings } from "../settings.ts";

/** Like 08:00:00. */
export function toClock(time: number): string {
  return new Date(time * 1000).toLocaleTimeString("sv");
}

/** Like Thursday 26 November 2026, or short like Thu 26 Nov. */
export function toDay(time: number, { isShort = false } = {}): string {
  const { language } = useSettings.getState();
  return new Date(time * 1000).toLocaleDateString(language === "zh" ? "zh-CN" : "en-GB", {
    weekday: isShort ? "short" : "long",
    day: "numeric",
    month: isShort ? "short" : "long",
    ...(!isShort && { year: "numeric" }),
  });
}

/** Like 07:40 where it was today by this machine, else with the day. */
export function toRecent(time: number): string {
  const then = new Date(time * 1000);
  const clock = toClock(time).slice(0, 5);
  return then.toDateString() === new Date().toDateString()
    ? clock
    : `${toDay(time, { isShort: true })} ${clock}`;
}

/** As a field of date and time has it. */
export function toField(time: number): string {
  return new Date(time * 1000).toLocaleString("sv").replace(" ", "T");
}

/** From such a field; undefined where nothing is in it. */
export function fromField(text: string): number | undefined {
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1000);
}

/** The next day's hour, after a time. */
export function tomorrowAt(hour: number, time: number): number {
  const day = new Date(time * 1000);
  day.setDate(day.getDate() + 1);
  day.setHours(hour, 0, 0, 0);
  return Math.floor(day.getTime() / 1000);
}
