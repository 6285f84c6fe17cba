import { expect, test } from "bun:test";

import { connect } from "../support/client.ts";

const repository = new URL("../..", import.meta.url).pathname;
const sets = ["ws.port=0", "data_dir=:memory:"].flatMap((set) => ["--set", set]);

/** Starts the server below a wrapper; gives its address and what is said. */
async function startBelow(command: readonly string[]) {
  const wrapper = Bun.spawn([...command, "serve", ...sets], {
    cwd: repository,
    // The tests themselves may be run by a script of this package.
    env: { ...process.env, LC_ALL: "C", npm_package_json: undefined },
    stdout: "pipe",
  });
  const listening = Promise.withResolvers<URL>();
  let said = "";
  const read = async () => {
    for await (const text of wrapper.stdout.pipeThrough(new TextDecoderStream())) {
      said += text;
      const [address] = /ws:\/\/[\d.]+:\d+/.exec(said) ?? [];
      if (address !== undefined) listening.resolve(new URL(address));
    }
    return said;
  };
  const ended = read();
  return { wrapper, ended, said: () => said, url: await listening.promise };
}

test("a server ends with the bun run that started it", async () => {
  const { wrapper, ended, url } = await startBelow([process.execPath, "run", "onebot"]);
  const client = await connect(url);
  wrapper.kill("SIGKILL");
  expect((await client.closed).code).toBe(1001);
  expect(await ended).toContain("Stopping: bun start or npx, which started this, is gone");
});

test("a server that a shell started outlives the shell", async () => {
  const script = `${process.execPath} src/main.ts "$@" & echo pid $!; wait`;
  const { wrapper, ended, said, url } = await startBelow(["sh", "-c", script, "sh"]);
  const client = await connect(url);
  wrapper.kill("SIGKILL");
  await wrapper.exited;
  // Longer than it takes to find out that a parent is gone.
  const outcome = await Promise.race([client.closed, Bun.sleep(1200).then(() => "open")]);
  process.kill(Number(/pid (\d+)/.exec(said())?.[1]), "SIGTERM");
  expect(outcome).toBe("open");
  expect(await ended).toContain("Stopping on SIGTERM");
});
