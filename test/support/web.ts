/** A small web server that remembers what it was asked. */

export interface Web extends AsyncDisposable {
  readonly url: URL;
  readonly port: number;
  /** Host and path of each request. */
  readonly requests: readonly string[];
}

/** Serves each path by its function; anything else is 404. */
export function serveWeb(
  paths: Readonly<Record<string, () => Response>>,
  hostname = "127.0.0.1",
): Web {
  const requests: string[] = [];
  const server = Bun.serve({
    hostname,
    port: 0,
    fetch(request) {
      const { pathname } = new URL(request.url);
      requests.push(`${request.headers.get("host")}${pathname}`);
      return paths[pathname]?.() ?? new Response("Nothing here", { status: 404 });
    },
  });
  return {
    url: server.url,
    port: Number(server.port),
    requests,
    [Symbol.asyncDispose]: () => server.stop(true),
  };
}
