/** `bun run bench [NAME ...] [--quick] [--json FILE] [--chart FILE]`: how fast the executable is, beside baselines. */
import { cpus } from "node:os";
import { parseArgs } from "node:util";

import type { Benchmark, Pace } from "./bench.ts";
import { measureHttp, measureMembers, measureSending, measureStatus } from "./calls.ts";
import { drawGrowth } from "./chart.ts";
import { measureConsole } from "./console.ts";
import { measureEvents, measureFilters, measureFormats } from "./events.ts";
import { measureEndurance, measureIdle, measureStart } from "./footprint.ts";
import { measureGrowth } from "./growth.ts";
import type { Cost } from "./growth.ts";
import { judge, table } from "./report.ts";
import type { Row } from "./report.ts";

const costs: Cost[] = [];
const benchmarks: Readonly<Record<string, Benchmark>> = {
  status: measureStatus,
  sending: measureSending,
  members: measureMembers,
  http: measureHttp,
  events: measureEvents,
  formats: measureFormats,
  filters: measureFilters,
  console: measureConsole,
  idle: measureIdle,
  start: measureStart,
  endurance: measureEndurance,
  growth: (given) => measureGrowth(given, (cost) => void costs.push(cost)),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean" }, json: { type: "string" }, chart: { type: "string" } },
});
const pace: Pace = values.quick
  ? { rounds: 2, seconds: 0.4, isQuick: true }
  : { rounds: 5, seconds: 2, isQuick: false };
const [{ model } = { model: "unknown" }] = cpus();
const machine = `${cpus().length} × ${model.trim()}, ${process.platform} ${process.arch}, Bun ${Bun.version}`;
console.log(machine);

const rows: Row[] = [];
for (const name of pick(positionals)) {
  console.log(`${name} …`);
  rows.push(...((await benchmarks[name]?.(pace)) ?? []));
}
console.log(`\n${table(rows)}`);
const asked = rows.flatMap((row) =>
  row.targets
    .filter(({ atLeast, atMost }) => (atLeast ?? atMost) !== undefined)
    .map((target) => judge(row, target)),
);
const reached = asked.filter(({ isReached }) => isReached).length;
console.log(`\n${reached} of ${asked.length} reached`);
if (values.json !== undefined) {
  await Bun.write(values.json, `${JSON.stringify({ machine, pace, rows, costs }, null, 2)}\n`);
}
if (values.chart !== undefined && costs.length > 0) {
  await Bun.write(values.chart, drawGrowth(costs, machine));
}

/** The benchmarks that the arguments name; all without arguments. */
function pick(names: readonly string[]): readonly string[] {
  const known = Object.keys(benchmarks);
  for (const name of names) {
    if (known.includes(name)) continue;
    throw new RangeError(`There is no benchmark ${name}; there are ${known.join(", ")}`);
  }
  return names.length > 0 ? names : known;
}
