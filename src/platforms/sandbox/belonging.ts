/** To which groups and people something belongs that a call names by its id. */
import type { About, Named } from "../../protocol/about.ts";
import { anonymousUser } from "./tables/anonymity.ts";
import type { Shown } from "./tables/whereabouts.ts";
import { Whereabouts } from "./tables/whereabouts.ts";
import type { World } from "./world.ts";

type Place = Partial<Pick<Shown, "user_id" | "target_id" | "group_id" | "anonymous_id">>;

const maxDepth = 16;

/** "nowhere" is what does not exist: whoever asks for it is told so. */
export function placesOf(world: World, { kind, id }: Named): readonly About[] | "nowhere" {
  const { forwards, files, media, messages, requests, store } = world;
  const whereabouts = new Whereabouts(store.db);

  switch (kind) {
    case "group":
      return [{ groups: [Number(id)], users: [] }];
    case "user":
      return [{ groups: [], users: [Number(id)] }];
    case "message":
      return ofMessage(id);
    case "request": {
      const request = requests.findPending(String(id));
      return request ? [toAbout(request)] : "nowhere";
    }
    case "forward":
      return forwards.find(String(id)) ? ofForward(String(id)) : ofMessage(id);
    case "file":
    case "medium":
      return ofFile(String(id));
    default:
      return kind satisfies never;
  }

  function ofMessage(given: number | string): readonly About[] | "nowhere" {
    const number = Number(given);
    const message = Number.isSafeInteger(number) ? messages.find(number) : undefined;
    return message ? [toAbout(message)] : "nowhere";
  }

  /** A conversation belongs where it was sent, or where one was that it is within. */
  function ofForward(forward: string, depth = 0): About[] {
    const part = `{"type":"forward","data":{"id":${JSON.stringify(forward)}`;
    const outer = depth < maxDepth ? whereabouts.inForwards(part) : [];
    return [
      ...whereabouts.inMessages(part).map(toAbout),
      ...outer.flatMap((one) => ofForward(one, depth + 1)),
    ];
  }

  function ofFile(given: string): readonly About[] | "nowhere" {
    const file = files.find(given);
    if (file) return [toAbout(file)];
    const path = URL.parse(given)?.pathname;
    const name = path === undefined ? given : media.addressed(path)?.medium;
    const medium = name === undefined ? undefined : media.find(name);
    return medium ? ofMedium(medium.name) : "nowhere";
  }

  /** The same bytes may have been shown in several places. */
  function ofMedium(name: string): About[] {
    // A quote within a key is escaped, and what stands before a key's own is one of these.
    const parts = ['{"file":', ',"file":', '{"file_id":', ',"file_id":'].map(
      (start) => `${start}${JSON.stringify(name)}`,
    );
    return [
      ...whereabouts.inFiles(name).map(toAbout),
      ...whereabouts.inNotices(name).map(toAbout),
      ...parts.flatMap((part) => [
        ...whereabouts.inMessages(part).map(toAbout),
        ...whereabouts.inForwards(part).flatMap((forward) => ofForward(forward)),
      ]),
    ];
  }
}

function toAbout({ user_id, target_id, group_id, anonymous_id }: Place): About {
  const author = anonymous_id == null ? user_id : anonymousUser;
  return {
    groups: [group_id].filter((id) => id != null),
    users: [author, target_id].filter((id) => id != null),
  };
}
