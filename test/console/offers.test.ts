/** Every hidden action can be reached from the page. */
import { expect, test } from "bun:test";

import type { ActionInfo } from "../../src/console/actions.ts";
import type { ownHidden } from "../../src/own-actions.ts";
import type { hiddenActions } from "../../src/platforms/sandbox/hidden/action.ts";
import { start } from "../support/server.ts";

type Hidden = keyof typeof hiddenActions | keyof typeof ownHidden;

/** Where each has a place of its own; others are run from the palette, which has a form for all of them. */
const places: Readonly<Record<Hidden, string>> = {
  ".sandbox.list": "server.ts",
  ".sandbox.overview": "world/overview.ts",
  ".sandbox.list_requests": "world/overview.ts",
  ".sandbox.create_user": "world/add-person.ts",
  ".sandbox.update_user": "world/person-row.tsx",
  ".sandbox.delete_user": "world/person-row.tsx",
  ".sandbox.create_group": "world/groups-panel.tsx",
  ".sandbox.update_group": "world/groups-panel.tsx",
  ".sandbox.delete_group": "world/groups-panel.tsx",
  ".sandbox.update_member": "group/deed.ts",
  ".sandbox.befriend": "world/raise.ts",
  ".sandbox.ask_friend": "world/raise.ts",
  ".sandbox.ask_join": "world/raise.ts",
  ".sandbox.invite": "world/raise.ts",
  ".sandbox.set_honor": "group/honors-tab.tsx",
  ".sandbox.red_packet": "group/honors-tab.tsx",
  ".sandbox.clock": "world-clock.ts",
  ".sandbox.fault": "world/faults-panel.tsx",
  ".sandbox.list_faults": "world/faults.ts",
  ".sandbox.clear_faults": "world/faults.ts",
  ".sandbox.reset": "world/snapshots-panel.tsx",
  ".sandbox.snapshot": "world/snapshots-panel.tsx",
  ".sandbox.list_snapshots": "world/overview.ts",
  ".sandbox.drop_snapshot": "world/snapshots-panel.tsx",
  ".sandbox.restore": "world/snapshots-panel.tsx",
  ".sandbox.export": "world/carry.ts",
  ".sandbox.import": "world/carry.ts",
  ".sandbox.wait": "world/aftermath.ts",
  ".sandbox.why": "palette",
  ".sandbox.trace": "palette",
  ".sandbox.connections": "palette",
  ".sandbox.disconnect": "connections/way-table.tsx",
  ".session.ack": "palette",
  ".session.drop": "palette",
  ".session.list": "palette",
};

test("the table of places names every hidden action there is, and no other", async () => {
  await using server = await start("console.enable=true");
  const stream = await server.connect("/console/stream");
  stream.send({ type: "actions" });
  for (;;) {
    const told = JSON.parse(await stream.nextText()) as {
      type: string;
      actions?: readonly ActionInfo[];
    };
    if (!told.actions) continue;
    const hidden = told.actions.filter(({ isHidden }) => isHidden).map(({ name }) => name);
    expect(hidden.sort()).toEqual(Object.keys(places).sort());
    return;
  }
});

test.each(Object.entries(places).filter(([, place]) => place !== "palette"))(
  "%s is called in %s",
  async (action, place) => {
    const source = await Bun.file(`src/console/page/${place}`).text();
    expect(source).toContain(`"${action}"`);
  },
);
