/** Numbers of things, as English has them. */

/** Like `1 fault`, `2 faults`; a plural that takes more than an s is given. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
