/** Files that are there already: found again, moved and renamed (dialect). */
import { refuse } from "../../../protocol/reply.ts";
import type { Handlers } from "../handler.ts";
import type { File } from "../tables/files.ts";
import { requireAdmin } from "../tables/groups.ts";
import type { World } from "../world.ts";

const done = { ok: true } as const;

export function storageActions(world: World) {
  const { files, groups, media, roster, store } = world;

  return {
    move_group_file: ({ group_id, file_id, target_parent_directory }, { account }) =>
      store.write(() => {
        const { id } = requireOwnFile({ group_id, file_id, account }, "move files of others");
        files.set(id, "folder_id", files.toFolder(group_id, target_parent_directory));
        return done;
      }),

    rename_group_file: ({ group_id, file_id, new_name }, { account }) =>
      store.write(() => {
        const { id } = requireOwnFile({ group_id, file_id, account }, "rename files of others");
        files.set(id, "name", new_name);
        return done;
      }),

    rename_group_file_folder: ({ group_id, folder_id, new_folder_name }, { account }) =>
      store.write(() => {
        requireAdmin(groups.requireOwn(group_id, account), "rename folders");
        files.renameFolder(files.requireFolder(group_id, folder_id).id, new_folder_name);
      }),

    // Every file stays for good.
    trans_group_file({ group_id, file_id }, { account }) {
      groups.requireOwn(group_id, account);
      files.require(group_id, file_id);
      return done;
    },

    get_file({ file }, { account }) {
      const found = files.find(file);
      const medium =
        found && isVisible(found, account) ? media.find(found.medium) : media.find(file);
      if (!medium) {
        refuse("unknownTarget", `There is no file ${JSON.stringify(file.slice(0, 80))}`);
      }
      return {
        file: media.path(medium),
        url: media.url(medium.name, found?.name),
        file_size: String(medium.size),
        file_name: found?.name ?? medium.name,
      };
    },

    async download_file({ url }, { account }) {
      // What is no address is the base64 that NapCat takes here.
      const source = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `base64://${url}`;
      using reception = media.reception(account);
      return { file: media.path(await reception.receive(source, { what: "file" })) };
    },
  } satisfies Partial<Handlers>;

  /** A file that somebody may change: their own or, as an admin, anybody's. */
  function requireOwnFile(
    { group_id, file_id, account }: { group_id: number; file_id: string; account: number },
    what: string,
  ): File {
    const own = groups.requireOwn(group_id, account);
    const file = files.require(group_id, file_id);
    if (file.user_id !== account) requireAdmin(own, what);
    return file;
  }

  function isVisible({ group_id, user_id, target_id }: File, account: number): boolean {
    if (group_id !== null) return roster.hasMember(group_id, account);
    return user_id === account || target_id === account;
  }
}
