import { expect, test } from "bun:test";

import { readConfig } from "../../src/config/file.ts";

const people = "[[sandbox.user]]\nid = 10001\n";
const digest = new Bun.CryptoHasher("sha256").update("secret").digest("hex");

function mistakesOf(toml: string): string {
  try {
    readConfig({ source: "f", toml: `${toml}\n${people}` });
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

const named = (name: string, more = "") => `[[client]]\nname = "${name}"\n${more}\n`;

test.each([
  [
    named("a b"),
    'f:2: client[1].name must be text of 1 to 60 characters without blanks, not "a b"',
  ],
  [named("default"), "client[1].name is default, as the owner or their console is called"],
  [named("console"), "client[1].name is console, as the owner or their console is called"],
  [named("a") + named("a"), "client[2].name is a, as entry 1 is called already; give each its own"],
  [
    named("a", 'access_token = "secret"') + named("b", `sha256 = "${digest.toUpperCase()}"`),
    "client[2].sha256 is the token that a has already",
  ],
  [
    named("a", 'access_token = "secret"') + '[auth]\naccess_token = "secret"',
    "client[1].access_token is the token that auth.access_token has already",
  ],
  [
    named("a", `access_token = "secret"\nsha256 = "${digest}"`),
    "client[1].sha256 is one token too many: keep one of access_token, sha256",
  ],
  [named("a", 'access_token = ""'), "client[1].access_token must be text in quotes"],
  [named("a", 'sha256 = "12"'), "client[1].sha256 must be the SHA-256 of the token"],
  [named("a", 'token_env = "NO_SUCH_VARIABLE"'), "names NO_SUCH_VARIABLE, which is not set"],
  [named("a", "accounts = []"), "client[1].accounts must be a list of ids"],
  [named("a", 'actions = ["a b"]'), "client[1].actions[1] must be a list of actions"],
  [named("a", 'events = ["message..group"]'), "client[1].events[1] must be a list of kinds"],
  [named("a", 'groups = ["x"]'), "client[1].groups[1] must be a list of numbers"],
  [named("a", "users = [-1]"), "client[1].users[1] must be a list of numbers"],
  [
    named("a", 'text = "(?=a)"'),
    "client[1].text must be a regular expression in the syntax of RE2",
  ],
  [named("a", "rate_limit = { interval = 0 }"), "client[1].rate_limit.interval must be a whole"],
  [named("a", "rate_limits = {}"), "client[1].rate_limits is not a known key; did you mean"],
  ['[[ws_reverse.target]]\nurl = "ws://a/"\nclient = "b"', "is b, but no [[client]] is called so"],
  [
    `${named("a", "accounts = [10001]")}[[http_post.target]]\nurl = "http://a/"\nclient = "a"\naccount = 7`,
    "http_post.target[1].account is 7, which is none of the accounts of a",
  ],
])("%j is a mistake, told with its place", (toml, told) => {
  expect(mistakesOf(toml)).toContain(told);
});

test("what is secret of a client is not told with a mistake", () => {
  const told = mistakesOf(named("a", 'access_token = "sésame"') + named("a"));
  expect(told).toContain("client[1].access_token must be");
  expect(told).not.toContain("sésame");
});

test("two clients without a token are two clients", () => {
  expect(mistakesOf(named("a") + named("b"))).toBe("");
});
