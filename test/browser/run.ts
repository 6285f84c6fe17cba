/** The tests in a browser: `bun run test:browser [FILE…]`. */
import { browserPath } from "./browser.ts";

if (!browserPath) {
  console.error(
    "No Chromium is here: install it (Debian: apt install chromium), or name one in CHROMIUM",
  );
  process.exit(1);
}
const given = process.argv.slice(2);
const all = [...new Bun.Glob("*.browser.ts").scanSync(import.meta.dir)].sort();
const wanted = all.filter(
  (file) => given.length === 0 || given.some((name) => file.startsWith(name)),
);
const files = wanted.map((file) => `./test/browser/${file}`);
// A browser on a busy machine may be slow to draw: what fails is tried once more, and said to have been.
const { exited } = Bun.spawn(["bun", "test", "--timeout", "60000", "--retry=1", ...files], {
  stdio: ["inherit", "inherit", "inherit"],
});
process.exitCode = await exited;
