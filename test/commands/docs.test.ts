import { expect, test } from "bun:test";

import { run } from "../support/program.ts";

test.each([
  [["play"], "# Play"],
  [["试玩"], "# Play"],
  [["Test", "a", "bot"], "# Test a bot"],
  [["hidden actions"], "# Hidden actions"],
])("docs %j prints the page of that topic or title", async (topic, title) => {
  const { code, stdout } = await run(["docs", ...topic], ".");
  expect(code).toBe(0);
  expect(stdout).toStartWith(`${title}\n`);
});

test("docs refuses another topic with the one that was meant, or with all", async () => {
  expect(await run(["docs", "paly"], ".")).toMatchObject({
    code: 2,
    stderr: "There is no page paly; did you mean play?\n",
  });
  expect(await run(["docs", "cooking"], ".")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("; there are play, console, connect, test"),
  });
});
