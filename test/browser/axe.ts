/** What axe-core finds wrong in a page. */
import axe from "axe-core";
import type { Page } from "playwright-core";

/** One line a fault: the rule, what it asks for, and the first element that breaks it. */
export async function findFaults(page: Page): Promise<string[]> {
  // Through the protocol and not as a script of the page, which its policy would refuse.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => axe.run());
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.html ?? ""})`);
}
