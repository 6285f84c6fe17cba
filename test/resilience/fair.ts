/** `bun run fair [NAME…]`: what one client notices while others make trouble. */
import { clean, faults, form, put, segments, take, waits } from "./burden.ts";
import { crowd, downloads, flood, halves, log, stall, webhook } from "./crowding.ts";
import type { Latency } from "./prober.ts";
import { tryOut } from "./trouble.ts";

const all = [
  stall,
  flood(100_000),
  crowd,
  halves,
  webhook,
  downloads,
  log,
  segments,
  form,
  clean,
  waits,
  faults,
  take,
  put,
];
const names = process.argv.slice(2);
const unknown = names.filter((name) => !all.some((each) => each.name === name));
if (unknown.length > 0) {
  console.log(`No ${unknown.join(", ")}; there are ${all.map(({ name }) => name).join(", ")}`);
  process.exit(2);
}

const told = ({ p99, longest }: Latency) =>
  `${p99.toFixed(1).padStart(8)} ${longest.toFixed(0).padStart(6)}`;
console.log("milliseconds     alone: p99 longest  beside: p99 longest");
let unfair = 0;
for (const each of all.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const { did, alone, beside, isFair } = await tryOut(each);
  if (!isFair) unfair++;
  console.log(
    `${each.name.padEnd(15)} ${told(alone).padStart(18)} ${told(beside).padStart(20)}  ${isFair ? "fair  " : "UNFAIR"}  ${did}`,
  );
}
process.exitCode = unfair === 0 ? 0 : 1;
