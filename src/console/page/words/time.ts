/** Spans of time in words. */
import type { Told } from "../../../words/language.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long something has lasted, like `12 m 04 s`; milliseconds. */
export function lasting(span: number): Told {
  const seconds = Math.max(0, Math.floor(span / second));
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (span < minute) return { zh: `${seconds} 秒`, en: `${seconds} s` };
  if (span < hour) {
    const padded = String(rest).padStart(2, "0");
    return { zh: `${minutes} 分 ${padded} 秒`, en: `${minutes} m ${padded} s` };
  }
  const hours = Math.floor(minutes / 60);
  if (span < day)
    return { zh: `${hours} 小时 ${minutes % 60} 分`, en: `${hours} h ${minutes % 60} m` };
  const days = Math.floor(hours / 24);
  return { zh: `${days} 天 ${hours % 24} 小时`, en: `${days} d ${hours % 24} h` };
}

/** How long ago something was; milliseconds. */
export function ago(span: number): Told {
  if (span < 2 * second) return { zh: "刚刚", en: "just now" };
  if (span < minute) {
    const seconds = Math.floor(span / second);
    return { zh: `${seconds} 秒前`, en: `${seconds} s ago` };
  }
  if (span < hour) {
    const minutes = Math.floor(span / minute);
    return { zh: `${minutes} 分钟前`, en: `${minutes} min ago` };
  }
  if (span < day) {
    const hours = Math.floor(span / hour);
    return { zh: `${hours} 小时前`, en: `${hours} h ago` };
  }
  const days = Math.floor(span / day);
  return { zh: `${days} 天前`, en: `${days} d ago` };
}

/** How long until something; milliseconds. */
export function until(span: number): Told {
  const seconds = Math.max(0, Math.ceil(span / second));
  return { zh: `${seconds} 秒后`, en: `in ${seconds} s` };
}
