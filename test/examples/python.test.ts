import { expect, test } from "bun:test";

const python = process.env["PYTHON"] ?? "python3";

test.skipIf(!canImport("websockets.asyncio.client"))(
  `the Python example passes (needs ${python} with websockets: pip install -r test/examples/requirements.txt)`,
  async () => {
    const example = Bun.spawn([python, "test/examples/test_ping_bot.py"], {
      stdout: "pipe",
      stderr: "pipe",
    });
    const [stdout, stderr, code] = await Promise.all([
      new Response(example.stdout).text(),
      new Response(example.stderr).text(),
      example.exited,
    ]);
    expect({ stdout, stderr, code }).toEqual({
      stdout: "The bot answers ping, and nothing else\n",
      stderr: "",
      code: 0,
    });
  },
  20_000,
);

function canImport(module: string): boolean {
  return (
    Bun.which(python) !== null && Bun.spawnSync([python, "-c", `import ${module}`]).exitCode === 0
  );
}
