/** A real browser on the real program. */
import { existsSync } from "node:fs";

import { chromium } from "playwright-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

import { start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where Chromium is; undefined where there is none. */
export const browserPath = [process.env["CHROMIUM"] ?? "", ...known].find(
  (path) => path !== "" && existsSync(path),
);

let browser: Promise<Browser> | undefined;

/** One for all tests of a file; it ends with the process. */
function launch(): Promise<Browser> {
  return (browser ??= chromium.launch({
    ...(browserPath && { executablePath: browserPath }),
    // What a machine without a network and a container without user namespaces need.
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // A name that a page of somebody else might give this machine.
      "--host-resolver-rules=MAP *.example 127.0.0.1",
      // A microphone for machines that have none.
      "--use-fake-device-for-media-stream",
    ],
  }));
}

export interface Seen extends AsyncDisposable {
  readonly server: TestServer;
  readonly page: Page;
  /** What the page has complained about so far. */
  readonly complaints: readonly string[];
  /** The address of a place in the page. */
  at(fragment: string): string;
}

export interface SeenOptions extends BrowserContextOptions {
  readonly overrides?: readonly string[];
}

/** Starts the server and opens its page at a place, like `#/chat/20002-g10010`. */
export async function open(
  fragment = "",
  { overrides = [], ...options }: SeenOptions = {},
): Promise<Seen> {
  const server = await start("console.enable=true", ...overrides);
  const context = await (
    await launch()
  ).newContext({ locale: "en-US", viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (said) => {
    if (said.type() === "error") complaints.push(said.text());
  });
  const at = (place: string) => new URL(`/${place}`, server.url.href.replace(/^ws/, "http")).href;
  await page.goto(at(fragment));
  // A dialog may lie over it.
  await page.locator(".app").waitFor();
  return {
    server,
    page,
    complaints,
    at,
    async [Symbol.asyncDispose]() {
      await context.close();
      await server[Symbol.asyncDispose]();
    },
  };
}
