/** Times and durations of frames. */

const clock = new Intl.DateTimeFormat("sv", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});

/** Like 07:59:59.204, of milliseconds since 1970. */
export function exactTime(time: number): string {
  return clock.format(time).replace(",", ".");
}

/** Milliseconds as they are worth telling: 0.4, 14, 1,204. */
export function tellMs(ms: number): string {
  return ms < 10 ? String(Math.round(ms * 10) / 10) : Math.round(ms).toLocaleString("en");
}
