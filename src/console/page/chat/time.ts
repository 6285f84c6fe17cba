/** Times as conversations show them; all are in seconds since 1970. */

const clock = new Intl.DateTimeFormat("zh-CN", {
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});

/** Like 07:58. */
export function clockTime(time: number): string {
  return clock.format(time * 1000);
}
