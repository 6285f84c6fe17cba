/** All clients there are: found by token, or by name. */
import { tokenDigestOf, digestOf } from "../config/client.ts";
import type { Config } from "../config/config.ts";
import { clientAt, toClient, toOwner } from "./client.ts";
import type { Client } from "./client.ts";

/** Finds the client a token belongs to; `missing` and `wrong` are for the transport to refuse. */
export type Authenticate = (token: string | undefined) => Client | "missing" | "wrong";

export class Clients {
  /** Those that are configured. */
  readonly list: readonly Client[];
  /** Whether somebody is told what their own account says. */
  readonly someReportSelf: boolean;
  /** Whether a token is asked for. */
  readonly tokenRequired: boolean;
  readonly #owner: Client;
  readonly #byDigest = new Map<string, Client>();

  /** `[[client]]` has been checked: its names and tokens are all different. */
  constructor({ client, auth, event }: Pick<Config, "client" | "auth" | "event">) {
    const reportsSelf = event.report_self_message;
    this.someReportSelf = reportsSelf || client.some(({ self_messages }) => self_messages);
    const common = { reportsSelf, someReportSelf: this.someReportSelf };
    this.#owner = toOwner(common);
    this.tokenRequired = auth.access_token !== "" || client.length > 0;
    if (auth.access_token !== "") this.#byDigest.set(digestOf(auth.access_token), this.#owner);
    this.list = client.map((config) => {
      const made = toClient(config, common);
      const digest = tokenDigestOf(config);
      if (digest !== undefined) this.#byDigest.set(digest, made);
      return made;
    });
  }

  /** What is compared are digests: how long that takes tells nobody how much of a token was right. */
  readonly authenticate: Authenticate = (token) => {
    if (!this.tokenRequired) return this.#owner;
    return token === undefined ? "missing" : (this.#byDigest.get(digestOf(token)) ?? "wrong");
  };

  /** The owner, and those that are configured. */
  get all(): readonly Client[] {
    return [this.#owner, ...this.list];
  }

  /** A client by its name; the owner too. */
  named(name: string): Client | undefined {
    return this.all.find((client) => client.name === name);
  }

  /** A bot that we reach ourselves: the client it is said to be, or one of its own with all rights. */
  reached(
    way: "post" | "reverse",
    { where, name }: { where: string; name: string | undefined },
  ): Client {
    const named = name === undefined ? undefined : this.named(name);
    return named ?? clientAt(way, where, this.#owner.filter);
  }
}
