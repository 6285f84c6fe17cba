/** Hidden actions on time, and on the world as a whole: put aside, taken back, carried elsewhere. */
import { refuse } from "../../../protocol/reply.ts";
import { isFields } from "../../../protocol/scalar.ts";
import type { Archive } from "../archive.ts";
import type { World } from "../world.ts";
import type { HiddenHandlers } from "./action.ts";
import { maxTime } from "./when.ts";

export function timeActions({ clock, store }: World, archive: Archive) {
  return {
    ".sandbox.clock": ({ set, advance = 0, freeze }) =>
      store.write(() => {
        const time = (set ?? clock.now()) + advance;
        if (time < 0 || time > maxTime)
          refuse("badParams", `params.advance: would lead to ${time}, outside of all time`);
        if (freeze === true && !clock.frozen) clock.freeze();
        if (time !== clock.now()) clock.set(time);
        if (freeze === false && clock.frozen) clock.resume();
        return { time: clock.now(), frozen: clock.frozen, ahead: clock.ahead };
      }),

    ".sandbox.reset": () => archive.reset(),

    ".sandbox.snapshot": ({ name }) => archive.snapshot(name),

    ".sandbox.list_snapshots": () => ({ snapshots: archive.snapshots() }),

    ".sandbox.drop_snapshot": ({ name }) => archive.drop(name),

    ".sandbox.restore": ({ name }) => archive.restore(name),

    ".sandbox.export": () => archive.export(),

    ".sandbox.import": ({ document }) => archive.import(toDocument(document)),
  } satisfies Partial<HiddenHandlers>;
}

function toDocument(document: unknown): Record<string, unknown> {
  try {
    const value: unknown = typeof document === "string" ? JSON.parse(document) : document;
    if (isFields(value)) return value;
  } catch {
    // Told below, as for any other text.
  }
  return refuse(
    "badParams",
    "params.document: must be what .sandbox.export gave, or its JSON text",
  );
}
