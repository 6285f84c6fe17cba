/** What a listener serves: a list of services, each for some requests; what one of them refuses is thrown. */
import type { Server } from "bun";

import type { Gate } from "./auth.ts";
import type { Peer } from "./peer.ts";
import type { Why } from "./refused.ts";
import type { Target } from "./target.ts";

/** A request on its way to a service. */
export interface Arrival {
  readonly request: Request;
  readonly target: Target;
  readonly server: Server<Peer>;
}

export interface Service {
  /** What there is, as whoever asked for something else is told. */
  readonly offers: string;
  /** Who may come in. */
  readonly gate?: Gate;
  matches(arrival: Arrival): boolean;
  /** Under which name the requests for a path are counted. */
  label(target: Target): string;
  /** Answers; undefined where the request has become a WebSocket. Throws {@link HttpRefusal}. */
  respond(arrival: Arrival): Response | undefined | Promise<Response>;
}

export interface RefusalMore {
  readonly headers?: Readonly<Record<string, string>>;
  readonly why?: Why;
}

/** A refusal as every HTTP client's log shows it: a status and one sentence. */
export class HttpRefusal extends Error {
  override readonly name = "HttpRefusal";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly why: Why;

  constructor(status: number, sentence: string, { headers = {}, why = "other" }: RefusalMore = {}) {
    super(sentence);
    this.status = status;
    this.headers = headers;
    this.why = why;
  }
}

/** Where a request comes from. Asked only where it is needed: it takes as long as reading the headers. */
export function peerOf({ request, server }: Arrival): string {
  return server.requestIP(request)?.address ?? "unknown";
}
