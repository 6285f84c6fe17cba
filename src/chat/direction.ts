/** Does what the directions of a scene say: where it is, who there is, what time it is, what goes wrong. */
import { director } from "./company.ts";
import { momentOf } from "./moment.ts";
import type { Clock, Direction } from "./script.ts";
import type { Stage } from "./stage.ts";

type Performed = Exclude<Direction, { is: "refused" | "any-order" }>;

/** Does what a direction says. Rejects where the server refuses it. */
export async function perform(direction: Performed, stage: Stage): Promise<void> {
  const { company, meaning } = stage;
  const { cast } = meaning;
  const ask = <Data>(action: string, params?: unknown) =>
    company.ask<Data>(director, action, params);
  switch (direction.is) {
    case "remark":
      return;
    case "in":
      stage.where = cast.group(direction.group);
      return;
    case "bot":
      cast.bots.add(cast.person(direction.who));
      return;
    case "zone":
      stage.minutes = direction.minutes;
      return;
    case "within":
      stage.limit = direction.ms;
      return;
    case "wait":
      await Bun.sleep(direction.ms);
      return;
    case "clock":
      await setClock(direction.clock, stage);
      return;
    case "fault":
      if (direction.params.length === 0) await ask(".sandbox.clear_faults");
      else await ask(".sandbox.fault", await meaning.values(direction.params, true));
      return;
    case "new-person": {
      const { friends, ...params } = await meaning.values(direction.params, true);
      if (direction.id !== undefined && cast.people.get(direction.id) === direction.name) return;
      const id = direction.id === undefined ? {} : { user_id: direction.id };
      const named = { nickname: direction.name, ...id, ...params };
      const { user_id } = await ask<{ user_id: number }>(".sandbox.create_user", named);
      cast.addPerson(user_id, direction.name);
      for (const friend of Array.isArray(friends) ? friends : [])
        await company.ask(user_id, ".sandbox.befriend", { user_id: cast.person(String(friend)) });
      return;
    }
    case "new-group": {
      if (direction.id !== undefined && cast.groups.get(direction.id) === direction.name) return;
      const params = await meaning.values(direction.params, true);
      const id = direction.id === undefined ? {} : { group_id: direction.id };
      const named = { name: direction.name, ...id, ...params };
      const { group_id } = await ask<{ group_id: number }>(".sandbox.create_group", named);
      cast.addGroup(group_id, direction.name);
      return;
    }
    default:
      return direction satisfies never;
  }
}

async function setClock(clock: Clock, { company, minutes }: Stage): Promise<void> {
  const call = (params: object) =>
    company.ask<{ time: number }>(director, ".sandbox.clock", params);
  if ("runs" in clock) await call({ freeze: !clock.runs });
  else if ("seconds" in clock) await call({ advance: clock.seconds });
  else await call({ set: momentOf(clock, { now: (await call({})).time, minutes }) });
}
