/** Spans of time in words. */
import type { Told } from "../../../words/language.ts";

const units = [
  [86_400, "天", "d"],
  [3600, "小时", "h"],
  [60, "分", "m"],
  [1, "秒", "s"],
] as const;

/** Seconds in their two greatest units, like 9 m 41 s. */
export function toSpan(seconds: number): Told {
  let rest = Math.max(0, Math.round(seconds));
  const parts = units.flatMap(([length, zh, en]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count > 0 ? [{ zh: `${count} ${zh}`, en: `${count} ${en}` }] : [];
  });
  const shown = parts.slice(0, 2);
  return {
    zh: shown.map(({ zh }) => zh).join(" ") || "0 秒",
    en: shown.map(({ en }) => en).join(" ") || "0 s",
  };
}
