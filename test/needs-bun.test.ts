import { expect, test } from "bun:test";

const script = new URL("../src/needs-bun.cjs", import.meta.url).pathname;

/** Runs it as a package manager does that calls itself this. */
async function runBy(agent: string) {
  const env = { ...process.env, npm_config_user_agent: agent };
  const child = Bun.spawn(["node", script], { env, stderr: "pipe" });
  return { stderr: await new Response(child.stderr).text(), code: await child.exited };
}

const hasNode = Bun.which("node") !== null;

test.skipIf(!hasNode).each(["bun/1.4.5 npm/? node/v24", "bun/1.4.6", "bun/1.10.0", "bun/2.0.0"])(
  "%s is enough",
  async (agent) => {
    expect(await runBy(agent)).toEqual({ code: 0, stderr: "" });
  },
);

test.skipIf(!hasNode).each(["bun/1.4.4 npm/?", "bun/1.3.10", "bun/0.9.9"])(
  "%s is too old, and told how to get another, in both languages",
  async (agent) => {
    const { code, stderr } = await runBy(agent);
    const version = /bun\/(\S+)/.exec(agent)?.[1];
    expect(code).toBe(1);
    expect(stderr).toContain(`onebot needs Bun 1.4.5 or later; this is ${version}`);
    expect(stderr).toContain(`当前是 ${version}`);
    expect(stderr).toContain("npx -y bun@1.4.5 start");
  },
);

test.skipIf(!hasNode)("where there is no Bun it is told how to get one", async () => {
  const node = Bun.which("node") ?? "";
  const child = Bun.spawn([node, script], { env: { PATH: "/nowhere" }, stderr: "pipe" });
  expect(await new Response(child.stderr).text()).toContain("there is none here");
  expect(await child.exited).toBe(1);
});
