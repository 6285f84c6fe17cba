import { expect, test } from "bun:test";
import { symlink } from "node:fs/promises";
import { join } from "node:path";

import { kits } from "../../src/starters/kits.ts";
import { makeFolder } from "../support/folder.ts";
import { run } from "../support/program.ts";

const root = join(import.meta.dir, "../..");
const onebot = `${process.execPath} ${join(root, "src/main.ts")}`;
const python = process.env["PYTHON"] ?? "python3";
/** Where vitest is installed; `.ci/run` does. */
const vitest = process.env["VITEST_FOLDER"] ?? "";

/** Writes a kit into an empty folder, and runs a command there; gives what it printed. */
async function tryKit(
  name: string,
  command: string,
  link?: string,
): Promise<{ code: number; output: string }> {
  await using folder = await makeFolder();
  expect((await run(["init", name], folder.path)).code).toBe(0);
  if (link !== undefined) await symlink(link, join(folder.path, "node_modules"));
  const env = { ...process.env, ONEBOT: onebot, NO_COLOR: "1" };
  const child = Bun.spawn(["sh", "-c", command], {
    cwd: folder.path,
    env,
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, err, code] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    child.exited,
  ]);
  return { code, output: out + err };
}

test("init chat writes conversations that play", async () => {
  const bot = `${process.execPath} ${join(root, "test/examples/greet-bot.ts")}`;
  const { code, output } = await tryKit("chat", `${onebot} play chats --bot "${bot}"`);
  expect(output).toContain("1 passed, 0 failed");
  expect(code).toBe(0);
});

test("init bun-test writes a test that passes", async () => {
  const { code, output } = await tryKit("bun-test", `"${process.execPath}" test`);
  expect(output).toContain("3 pass");
  expect(code).toBe(0);
});

test.skipIf(!hasPytest())(
  `init pytest writes a test that passes (needs ${python} with pytest)`,
  async () => {
    const { code, output } = await tryKit("pytest", `${python} -m pytest -q -p no:cacheprovider`);
    expect(output).toContain("3 passed");
    expect(code).toBe(0);
  },
);

test.skipIf(vitest === "")(
  "init vitest writes a test that passes (needs VITEST_FOLDER)",
  async () => {
    const { code, output } = await tryKit(
      "vitest",
      "node_modules/.bin/vitest run",
      join(vitest, "node_modules"),
    );
    expect(output).toMatch(/Tests\s+\S*3 passed/);
    expect(code).toBe(0);
  },
);

test("init writes no kit over a file that is there, and knows what there is", async () => {
  await using folder = await makeFolder();
  await Bun.write(join(folder.path, "bot.py"), "mine");
  expect(await run(["init", "pytest"], folder.path)).toEqual({
    code: 1,
    stdout: "",
    stderr: "bot.py exists already and is left as it is\n",
  });
  expect(await Bun.file(join(folder.path, "conftest.py")).exists()).toBe(false);
  expect((await run(["init", "pytset"], folder.path)).stderr).toBe(
    "There is no example for pytset; did you mean pytest?\n",
  );
});

test.each(Object.entries(kits))(
  "the files of %s name what they were written by, and fetch nothing",
  (name, { files }) => {
    const texts = Object.values(files).join("\n");
    if (name !== "chat") expect(texts).toMatch(/init [\w-]+`, version \d+\.\d+\.\d+/);
    expect(texts).not.toMatch(/https:\/\/|VERSION|RUNNER/);
  },
);

function hasPytest(): boolean {
  return Bun.which(python) !== null && Bun.spawnSync([python, "-m", "pytest", "--version"]).success;
}
