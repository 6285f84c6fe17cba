/** The name people know a client by, from what it says it is. */

/** What only carries others. */
const carriers = new Set(["python", "mozilla", "node", "bun", "deno", "java", "okhttp", "dart"]);

/** Like `ZeroBot 1.6.3` of `ZeroBot/1.6.3`; undefined where it says nothing. */
export function nameOfSoftware(software: string): string | undefined {
  const products = software
    .replaceAll(/\([^)]*\)/g, "")
    .split(/\s+/)
    .filter((product) => product !== "");
  const [first] = products;
  if (first === undefined) return undefined;
  if (!first.includes("/")) return software;
  const [carrier = ""] = first.toLowerCase().split("/");
  const named = carriers.has(carrier) ? (products[1] ?? first) : first;
  return named.replace("/", " ");
}

/** What bots are written with, and send in the place of a name. */
const libraries = new Set([
  ...carriers,
  "aiohttp",
  "axios",
  "go-http-client",
  "got",
  "httpx",
  "node-fetch",
  "python-requests",
  "undici",
  "websockets",
]);

/** As `nameOfSoftware`, but undefined where it is only what the bot is written with. */
export function nameOfBot(software: string): string | undefined {
  const name = nameOfSoftware(software);
  const [product = ""] = name?.toLowerCase().split(" ") ?? [];
  return libraries.has(product) ? undefined : name;
}

/** Whether it is a command of this program, and no bot. */
export function isTool(software: string): boolean {
  return /^onebot\//i.test(software);
}
