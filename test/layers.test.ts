import { expect, test } from "bun:test";

/** The law of imports: a file imports only what stands in a later row than its own, or in its own folder. */
const rows = [
  ["main"],
  ["commands/"],
  ["supervisor"],
  ["app"],
  ["reach", "admin", "config-file", "config-world"],
  ["transports/", "platforms/sandbox/", "console/"],
  ["dispatcher", "hub", "heartbeat", "rate-limit", "client", "operation", "platform", "statistics"],
  ["config", "log"],
  ["protocol/"],
];

const sources = [...new Bun.Glob("**/*.ts").scanSync("src")].filter(
  (file) => !file.endsWith(".d.ts"),
);

test.each(sources)("src/%s imports only what stands below it", async (file) => {
  const own = row(file);
  expect(own).toBeGreaterThanOrEqual(0);
  const { imports } = new Bun.Transpiler({ loader: "ts" }).scan(
    await Bun.file(`src/${file}`).text(),
  );
  const text = await Bun.file(`src/${file}`).text();
  const typeImports = [...text.matchAll(/from "(\.[^"]+\.ts)"/g)].map(([, path]) => path ?? "");
  const targets = [...imports.map(({ path }) => path), ...typeImports]
    .filter((path) => path.startsWith(".") && path.endsWith(".ts"))
    .map((path) => new URL(path, `file:///${file}`).pathname.slice(1));
  const wrong = targets.filter(
    (target) => row(target) < own || (row(target) === own && !isNear(file, target)),
  );
  expect(wrong).toEqual([]);
});

function row(file: string): number {
  return rows.findIndex((places) => places.some((place) => matches(place, file)));
}

function matches(place: string, file: string): boolean {
  return place.endsWith("/") ? file.startsWith(place) : file === `${place}.ts`;
}

/** Whether two files of one row may know each other: both at the root, or both in the same folder. */
function isNear(file: string, target: string): boolean {
  const places = rows.flat().filter((place) => place.endsWith("/"));
  const home = (name: string) => places.find((place) => name.startsWith(place)) ?? "";
  return home(file) === home(target);
}
