/** Words of the line below a message. */
import type { Told } from "../../../words/language.ts";

export const receipt = {
  none: { zh: "没有机器人收到", en: "No bot got it" },
  trace: { zh: "追踪（T）", en: "Trace (T)" },
} as const satisfies Record<string, Told>;

/** `who` is undefined where it is more than one. */
export function delivered(who: string | undefined, count: number): Told {
  return {
    zh: `已送达 ${who ?? `${count} 个机器人`}`,
    en: `Delivered to ${who ?? `${count} bots`}`,
  };
}

export function answeredBy(
  who: string | undefined,
  { count, ms }: { count: number; ms: string },
): Told {
  return {
    zh: `${who ? `${who} ` : ""}调用 ${count} 次 · ${ms} ms`,
    en: `${who ? `${who}: ` : ""}${calls(count)} · ${ms} ms`,
  };
}

export function failedCalls(
  who: string | undefined,
  { count, failed, refused }: { count: number; failed: number; refused: number },
): Told {
  const zh = [failed > 0 && `${failed} 次失败`, refused > 0 && `${refused} 帧被拒`];
  const en = [failed > 0 && `${failed} failed`, refused > 0 && `${refused} refused`];
  return {
    zh: [`${who ? `${who} ` : ""}调用 ${count} 次`, ...zh].filter(Boolean).join("，"),
    en: [`${who ? `${who}: ` : ""}${calls(count)}`, ...en].filter(Boolean).join(", "),
  };
}

function calls(count: number): string {
  return count === 1 ? "1 call" : `${count} calls`;
}
