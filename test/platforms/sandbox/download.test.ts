import { expect, test } from "bun:test";

import { download, isPublic } from "../../../src/platforms/sandbox/media/download.ts";
import { png } from "../../contracts/media-actions.ts";
import { alice, bot, start } from "../../support/server.ts";
import { serveWeb } from "../../support/web.ts";

const picture = Uint8Array.fromBase64(png.slice("base64://".length));
const open = "sandbox.allow_private_addresses=true";
const image = (file: string) => ({ user_id: alice, message: { type: "image", data: { file } } });

test("a picture on the web is fetched and served from here", async () => {
  await using web = serveWeb({ "/a.png": () => new Response(picture) });
  await using server = await start(open);
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await me.ask("send_private_msg", image(`http://localhost:${web.port}/a.png`));
  const { message } = (await she.next("message")) as { message: { data: { url: string } }[] };
  const url = message[0]?.data.url ?? "";
  expect(url).toStartWith(`http://${server.url.host}/media/`);
  expect(await (await fetch(url)).bytes()).toEqual(picture);
  expect(web.requests).toEqual([`localhost:${web.port}/a.png`]);
});

test("a redirect is followed, but not for ever", async () => {
  await using web = serveWeb({
    "/once": () => Response.redirect("/a.png"),
    "/a.png": () => new Response(picture),
    "/loop": () => Response.redirect("/loop"),
  });
  await using server = await start(open);
  const me = await server.as(bot);
  const send = (path: string) => me.call("send_private_msg", image(new URL(path, web.url).href));
  expect(await send("/once")).toMatchObject({ retcode: 0 });
  expect(await send("/loop")).toMatchObject({
    retcode: 103,
    message: expect.stringContaining("redirects more than"),
  });
});

test("what is on this machine or around it is not fetched, however it is written", async () => {
  await using web = serveWeb({ "/a.png": () => new Response(picture) });
  await using server = await start();
  const me = await server.as(bot);
  const hosts = ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "0.0.0.0"];
  hosts.push("[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "me@127.0.0.1");
  for (const host of hosts) {
    const reply = await me.call("send_private_msg", image(`http://${host}:${web.port}/a.png`));
    expect({ host, reply }).toMatchObject({
      host,
      reply: { retcode: 103, message: expect.stringContaining("private address") },
    });
  }
  expect(web.requests).toEqual([]);
  expect(await me.ask(".sandbox.export")).toMatchObject({ media: [] });
});

test.each(["file:///etc/hostname", "data:image/png,AAAA", "s3://a/b", "ftp://127.0.0.1/a"])(
  "neither %s nor a redirect to it is read",
  async (address) => {
    await using web = serveWeb({ "/away": () => Response.redirect(address) });
    await using server = await start(open);
    const me = await server.as(bot);
    for (const file of [address, new URL("/away", web.url).href]) {
      const { retcode } = await me.call("send_private_msg", image(file));
      expect([100, 103]).toContain(retcode as number);
    }
    expect(await me.ask(".sandbox.export")).toMatchObject({ media: [] });
  },
);

// Only Linux has all of 127/8 without being told to.
test.skipIf(process.platform !== "linux")("a redirect is held against the same rule", async () => {
  await using inside = serveWeb({ "/": () => new Response(picture) });
  await using outside = serveWeb({ "/": () => Response.redirect(inside.url.href) }, "127.0.0.2");
  const allows = (address: string) => address === "127.0.0.2";
  const limits = { maxBytes: 1000, timeout: 1000, allows };
  expect(await download(outside.url.href, limits).catch(String)).toContain("private address");
  expect([outside.requests.length, inside.requests.length]).toEqual([1, 0]);
});

const insideAddresses = [
  ["127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"],
  ["0.0.0.0", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%lo", "fc00::1"],
  ["::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "::127.0.0.1", "::7f00:1"],
];
test.each(insideAddresses.flat())("%s is no public address", (address) => {
  expect(isPublic(address)).toBe(false);
});

test.each(["8.8.8.8", "2606:4700:4700::1111"])("%s is a public address", (address) => {
  expect(isPublic(address)).toBe(true);
});

/** A body that begins and never ends. */
const endless = () =>
  new Response(new ReadableStream({ start: (body) => body.enqueue(picture.slice(0, 8)) }));

test.each([
  { what: "a page", serve: () => new Response("<!DOCTYPE html><p>Sorry"), reason: "HTML" },
  { what: "nothing", serve: () => new Response(""), reason: "empty" },
  { what: "404", serve: () => new Response(picture, { status: 404 }), reason: "404" },
  { what: "too much", serve: () => new Response("x".repeat(5000)), reason: "larger than 4096" },
  {
    what: "too much when unpacked",
    serve: () =>
      new Response(Bun.gzipSync(new Uint8Array(50_000)), {
        headers: { "content-encoding": "gzip" },
      }),
    reason: "larger than 4096",
  },
  { what: "an answer that never ends", serve: endless, reason: "cannot be read" },
])("an address that gives $what is refused, and nothing kept", async ({ serve, reason }) => {
  await using web = serveWeb({ "/": serve });
  await using server = await start(
    open,
    "sandbox.media_bytes=4096",
    "sandbox.download_timeout=200",
  );
  const me = await server.as(bot);
  expect(await me.call("send_private_msg", image(web.url.href))).toMatchObject({
    retcode: expect.any(Number),
    status: "failed",
    message: expect.stringContaining(reason),
  });
  expect(await me.ask(".sandbox.export")).toMatchObject({ media: [] });
});

test("who is not there is told so", async () => {
  const gone = serveWeb({});
  await gone[Symbol.asyncDispose]();
  await using server = await start(open);
  const me = await server.as(bot);
  for (const address of [gone.url.href, "http://nowhere.invalid/", "http://"]) {
    const reply = await me.call("send_private_msg", image(address));
    expect({ address, reply }).toMatchObject({ address, reply: { status: "failed" } });
    expect([100, 103]).toContain(reply["retcode"] as number);
  }
});
