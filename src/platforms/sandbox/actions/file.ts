/** Files of groups and between people (dialect). */
import { refuse } from "../../../protocol/reply.ts";
import type { Handlers } from "../handler.ts";
import type { Received } from "../media/reception.ts";
import { say } from "../speech/speech.ts";
import { busid, fileLimit, keepFile, tellUpload } from "../speech/upload.ts";
import type { File } from "../tables/files.ts";
import { requireAdmin } from "../tables/groups.ts";
import type { World } from "../world.ts";

const spaceLimit = 10 * 2 ** 30;

export function fileActions(world: World) {
  const { clock, files, groups, media, people, store } = world;

  return {
    async upload_group_file({ group_id, file, name, folder }, { account }) {
      groups.requireOwn(group_id, account);
      const folder_id = files.toFolder(group_id, folder);
      using reception = media.reception(account);
      const medium = await reception.receive(file, { what: "file" });
      return await store.write(() => {
        groups.requireOwn(group_id, account);
        const kept = keep({ group_id, folder_id, target_id: null }, { medium, name, account });
        tellUpload(world, kept);
        return { file_id: kept.id };
      });
    },

    async upload_private_file({ user_id, file, name }, { account }) {
      people.require(user_id);
      if (!people.areFriends(account, user_id))
        refuse("notPermitted", `${user_id} is no friend of ${account}`);
      if (world.privateFile === "message") {
        const data = name === undefined ? { file } : { file, name };
        const message = [{ type: "file" as const, data }];
        const { segments } = await say(world, { target: { user_id }, message, account });
        const file_id = segments[0]?.data["file_id"];
        return { file_id: typeof file_id === "string" ? file_id : "" };
      }
      using reception = media.reception(account);
      const medium = await reception.receive(file, { what: "file" });
      return await store.write(() => {
        const kept = keep(
          { group_id: null, folder_id: null, target_id: user_id },
          { medium, name, account },
        );
        world.noteTo(user_id, {
          notice_type: "offline_file",
          user_id: account,
          file: { name: kept.name, size: kept.size, url: media.url(kept.medium, kept.name) },
        });
        return { file_id: kept.id };
      });
    },

    get_group_file_url({ group_id, file_id }, { account }) {
      groups.requireOwn(group_id, account);
      const file = files.require(group_id, file_id);
      return { url: media.url(file.medium, file.name) };
    },

    get_private_file_url({ file_id }, { account }) {
      const file = files.find(file_id);
      if (!file || (file.user_id !== account && file.target_id !== account)) {
        refuse("unknownTarget", `There is no file ${file_id}`);
      }
      return { url: media.url(file.medium, file.name) };
    },

    get_group_root_files({ group_id }, { account }) {
      groups.requireOwn(group_id, account);
      return list(group_id, null);
    },

    get_group_files_by_folder({ group_id, folder_id }, { account }) {
      groups.requireOwn(group_id, account);
      return list(group_id, files.requireFolder(group_id, folder_id).id);
    },

    get_group_file_system_info({ group_id }, { account }) {
      groups.requireOwn(group_id, account);
      const { count, size } = files.count(group_id);
      return {
        file_count: count,
        limit_count: fileLimit,
        used_space: size,
        total_space: spaceLimit,
      };
    },

    create_group_file_folder: ({ group_id, name }, { account }) =>
      store.write(() => {
        requireAdmin(groups.requireOwn(group_id, account), "create folders");
        const { id } = files.addFolder({ group_id, user_id: account, name, time: clock.now() });
        return { folder_id: id };
      }),

    delete_group_folder: ({ group_id, folder_id }, { account }) =>
      store.write(() => {
        requireAdmin(groups.requireOwn(group_id, account), "delete folders");
        files.removeFolder(files.requireFolder(group_id, folder_id).id);
      }),

    delete_group_file: ({ group_id, file_id }, { account }) =>
      store.write(() => {
        const own = groups.requireOwn(group_id, account);
        const file = files.require(group_id, file_id);
        if (file.user_id !== account) requireAdmin(own, "delete files of others");
        files.remove(file_id);
      }),
  } satisfies Partial<Handlers>;

  function keep(
    place: Pick<File, "group_id" | "folder_id" | "target_id">,
    { medium, name, account }: { medium: Received; name: string | undefined; account: number },
  ): File {
    const { name: stored, size, givenName = stored } = medium;
    const known = { name: name || givenName, medium: stored, size };
    return keepFile(world, { ...place, user_id: account, ...known });
  }

  function list(group_id: number, folder: string | null) {
    return {
      files: files
        .list(group_id, folder)
        .map(({ id, name, size, time, user_id, download_times }) => ({
          group_id,
          file_id: id,
          file_name: name,
          busid,
          size,
          file_size: size,
          upload_time: time,
          modify_time: time,
          // Kept for good.
          dead_time: 0,
          download_times,
          uploader: user_id,
          uploader_name: people.find(user_id)?.nickname ?? "",
        })),
      folders: (folder === null ? files.folders(group_id) : []).map(
        ({ id, name, time, user_id }) => ({
          group_id,
          folder_id: id,
          folder_name: name,
          create_time: time,
          creator: user_id,
          creator_name: people.find(user_id)?.nickname ?? "",
          total_file_count: files.list(group_id, id).length,
        }),
      ),
    };
  }
}
