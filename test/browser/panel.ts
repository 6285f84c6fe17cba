/** Parts of the view of the world, as the tests find them. */
import type { Locator, Page } from "playwright-core";

export function panel(page: Page, name: string): Locator {
  return page.getByRole("region", { name, exact: true });
}

export function person(page: Page, name: string): Locator {
  return panel(page, "People")
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name }) });
}
