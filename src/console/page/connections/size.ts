/** Sizes in bytes as people read them. */

const units = ["B", "kB", "MB", "GB"] as const;

/** Like `9.8 MB`, by powers of 1024. */
export function bytesToText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(3, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${value >= 10 || power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}
