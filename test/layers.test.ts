import { expect, test } from "bun:test";

/** The law of imports: a file imports only what stands in a later row than its own, or in its own folder. */
const rows = [
  ["main"],
  ["commands/"],
  ["docs/", "starters/"],
  ["supervisor"],
  ["app"],
  ["reach", "admin", "gauges", "own-actions", "session-actions"],
  ["console/"],
  ["transports/", "platforms/sandbox/"],
  ["sessions/"],
  ["dispatcher", "hub", "heartbeat", "rate-limit"],
  ["record", "operation"],
  ["waits"],
  ["chat/"],
  ["outgoing", "platform", "statistics", "abridge", "share", "entry", "frames", "traffic"],
  ["clients/"],
  ["config/", "log/", "listen-advice", "descriptors"],
  ["beginning", "expression", "harmless", "text-file", "words/"],
  ["protocol/"],
];

type Law = readonly string[][];

/** The same law within the sandbox. */
const sandboxRows = [
  ["sandbox"],
  ["actions/", "hidden/"],
  ["speech/", "archive", "belonging", "faults", "handler"],
  ["world"],
  ["media/", "document"],
  ["tables/"],
];

const laws: [home: string, rows: Law][] = [
  ["src/", rows],
  ["src/platforms/sandbox/", sandboxRows],
];

for (const [home, law] of laws) {
  const sources = [...new Bun.Glob("**/*.ts").scanSync(home)].filter(
    (file) => !file.endsWith(".d.ts"),
  );
  test.each(sources)(`${home}%s imports only what stands below it`, async (file) => {
    const own = row(law, file);
    expect(own).toBeGreaterThanOrEqual(0);
    const wrong = (await importsOf(`${home}${file}`))
      .filter((path) => path.startsWith(home))
      .map((path) => path.slice(home.length))
      .filter(
        (target) =>
          row(law, target) < own || (row(law, target) === own && !isNear(law, [file, target])),
      );
    expect(wrong).toEqual([]);
  });
}

/** The sources a source names, of types too. */
async function importsOf(file: string): Promise<string[]> {
  const text = await Bun.file(file).text();
  const { imports } = new Bun.Transpiler({ loader: "ts" }).scan(text);
  const typeImports = [...text.matchAll(/from "(\.[^"]+\.ts)"/g)].map(([, path]) => path ?? "");
  return [...imports.map(({ path }) => path), ...typeImports]
    .filter((path) => path.startsWith(".") && path.endsWith(".ts"))
    .map((path) => new URL(path, `file:///${file}`).pathname.slice(1));
}

function row(law: Law, file: string): number {
  return law.findIndex((places) => places.some((place) => matches(place, file)));
}

function matches(place: string, file: string): boolean {
  return place.endsWith("/") ? file.startsWith(place) : file === `${place}.ts`;
}

/** Whether two files of one row may know each other: both at the root, or both in the same folder. */
function isNear(law: Law, [file, target]: readonly [string, string]): boolean {
  const places = law.flat().filter((place) => place.endsWith("/"));
  const home = (name: string) => places.find((place) => name.startsWith(place)) ?? "";
  return home(file) === home(target);
}
