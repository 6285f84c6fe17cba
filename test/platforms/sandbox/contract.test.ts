import { afterAll, describe, expect, test } from "bun:test";

import * as v from "valibot";

import { hiddenActions } from "../../../src/platforms/sandbox/hidden/action.ts";
import { actions } from "../../../src/protocol/action.ts";
import { aliases } from "../../../src/protocol/alias.ts";
import { dialect } from "../../../src/protocol/dialect.ts";
import { conversationActions } from "../../contracts/conversation-actions.ts";
import { aliasActions, dialectActions } from "../../contracts/dialect-actions.ts";
import { forwardActions } from "../../contracts/forward-actions.ts";
import { groupActions } from "../../contracts/group-actions.ts";
import { hiddenPeopleActions, hiddenWorldActions } from "../../contracts/hidden-actions.ts";
import { fileActions, mediaActions } from "../../contracts/media-actions.ts";
import { memberActions } from "../../contracts/member-actions.ts";
import { messageActions } from "../../contracts/message-actions.ts";
import { peopleActions, requestActions } from "../../contracts/people-actions.ts";
import { testActions } from "../../contracts/platform.ts";
import { profileActions } from "../../contracts/profile-actions.ts";
import { toTables } from "../../contracts/record.ts";
import { bot, start } from "../../support/server.ts";

const tables = {
  messages: messageActions,
  conversations: conversationActions,
  forwards: forwardActions,
  people: peopleActions,
  requests: requestActions,
  groups: groupActions,
  members: memberActions,
  media: mediaActions,
  files: fileActions,
  profiles: profileActions,
  dialect: dialectActions,
  aliases: aliasActions,
  "hidden actions on people": hiddenPeopleActions,
  "hidden actions on the world": hiddenWorldActions,
};

for (const [name, table] of Object.entries(tables)) {
  describe(name, () => testActions(table, start));
}

// MATRIX=1 bun test contract: what each action came to, and who was told of what.
afterAll(() => {
  if (process.env["MATRIX"]) console.log(`\n${toTables()}\n`);
});

const everything = { ...actions, ...dialect, ...hiddenActions };

test("every action has its situations", () => {
  const covered = Object.values(tables).flatMap((table) => Object.keys(table));
  const known = Object.keys({ ...everything, ...aliases });
  expect(covered.toSorted()).toEqual(known.toSorted());
});

test.each(Object.entries(everything))(
  "%s says in both languages what it does",
  (_, { summary }) => {
    expect(summary.en).toMatch(/^[A-Z][ -~]+[^.]$/);
    expect(summary.zh).toMatch(/^[^.]*\p{Script=Han}[^.。]*$/u);
  },
);

test("every action that needs params says which are missing", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const needy = Object.entries(everything).filter(([, { params }]) => !v.is(params, {}));
  for (const [action] of needy) {
    for (const params of [{}, null, { user_id: null, group_id: null }]) {
      expect({ action, reply: await me.call(action, params) }).toMatchObject({
        action,
        reply: { retcode: 100, message: expect.stringMatching(/^params.*is missing/) },
      });
    }
  }
});
