/** Files that somebody gives to a group or to a person, by an action or in a message. */
import { refuse } from "../../../protocol/reply.ts";
import type { File } from "../tables/files.ts";
import type { World } from "../world.ts";

/** How many files a group may have. */
export const fileLimit = 10_000;
export const busid = 102;

/** Keeps a file for a group, which is told, or for a person. To be called within a unit of work. */
export function keepFile(world: World, file: Omit<File, "id" | "time" | "download_times">): File {
  const { clock, files } = world;
  const { group_id } = file;
  if (group_id !== null && files.count(group_id).count >= fileLimit)
    refuse("notPermitted", `Group ${group_id} has ${fileLimit} files already`);
  return files.add({ ...file, time: clock.now() });
}

/** Tells a group of a file that was kept for it. */
export function tellUpload(world: World, { id, group_id, user_id, name, size }: File): void {
  if (group_id === null) return;
  world.note(group_id, {
    notice_type: "group_upload",
    user_id,
    file: { id, name, size, busid },
  });
}
