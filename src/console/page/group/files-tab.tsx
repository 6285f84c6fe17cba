/** The files of the group, in one level of folders as QQ has them. */
import {
  ArrowLeft,
  Download,
  File as FileIcon,
  Folder,
  FolderPlus,
  Trash2,
  Upload,
} from "lucide-react";
import { useState } from "react";

import { say } from "../../../words/language.ts";
import { idOf } from "../chat/chat.ts";
import { pickFiles } from "../composer/pick.ts";
import { useIsWatched } from "../composer/speaking.ts";
import { ownAddress, sizeOf } from "../message/segment/data.ts";
import { openForm } from "../palette/form-store.ts";
import { filesIn, group as words, uploadedBy } from "../words/group.ts";
import { reason } from "../words/reason.ts";
import { TroubleNote } from "../world/trouble-note.tsx";
import { useAttempts } from "../world/trouble.ts";
import { useAsked } from "./asked.ts";
import { toBase64 } from "./base64.ts";
import type { GroupProps } from "./group-panel.tsx";
import { ListTab, Tool } from "./list-tab.tsx";
import { useOwnWhy } from "./own-right.ts";

interface GroupFile {
  readonly file_id: string;
  readonly file_name: string;
  readonly size: number;
  readonly uploader: number;
  readonly uploader_name: string;
}

interface GroupFolder {
  readonly folder_id: string;
  readonly folder_name: string;
  readonly total_file_count: number;
}

interface Listing {
  readonly files: readonly GroupFile[];
  readonly folders: readonly GroupFolder[];
}

export function FilesTab({ seat, chatKey }: GroupProps) {
  const group_id = idOf(chatKey);
  const [folder, setFolder] = useState<GroupFolder>();
  const asked = useAsked<Listing>(
    { seat, chatKey },
    folder
      ? {
          action: "get_group_files_by_folder",
          params: { group_id, folder_id: folder.folder_id },
        }
      : { action: "get_group_root_files", params: { group_id } },
  );
  const { attempt, trouble } = useAttempts();
  const adminWhy = useOwnWhy({ seat, chatKey });
  const why = useIsWatched(seat.account) ? reason.watching : undefined;
  const { files = [], folders = [] } = asked.data ?? {};
  const change = (action: string, params: object) =>
    attempt(async () => {
      await seat.ask(action, { group_id, ...params });
      asked.again();
    });

  async function upload(): Promise<void> {
    const [file] = await pickFiles({ isOne: true });
    if (!file) return;
    attempt(async () => {
      await seat.ask("upload_group_file", {
        group_id,
        file: await toBase64(file),
        name: file.name,
        ...(folder && { folder: folder.folder_id }),
      });
      asked.again();
    });
  }

  async function download({ file_id, file_name }: GroupFile): Promise<void> {
    const { url } = await seat.ask<{ url: string }>("get_group_file_url", { group_id, file_id });
    const link = document.createElement("a");
    link.href = ownAddress(url) ?? "";
    link.download = file_name;
    link.click();
  }

  function addFolder(): void {
    openForm({
      action: "create_group_file_folder",
      title: words.newFolder,
      account: seat.account,
      fields: ["name"],
      fixed: { group_id: String(group_id) },
      submit: words.save,
      onDone: asked.again,
    });
  }

  return (
    <ListTab
      asked={asked}
      isEmpty={files.length + folders.length === 0}
      none={words.noFiles}
      tools={
        <>
          {folder && (
            <button
              type="button"
              className="button is-small"
              aria-label={say(words.backToRoot)}
              onClick={() => setFolder(undefined)}
            >
              <ArrowLeft />
              <span className="cut">{folder.folder_name}</span>
            </button>
          )}
          <span className="grow" />
          {!folder && (
            <Tool
              name={words.newFolder}
              icon={<FolderPlus />}
              why={adminWhy}
              isIcon
              onUse={addFolder}
            />
          )}
          <Tool name={words.upload} icon={<Upload />} why={why} onUse={() => void upload()} />
        </>
      }
    >
      <TroubleNote trouble={trouble} />
      {folders.map((each) => (
        <li key={each.folder_id}>
          <Folder />
          <button type="button" className="grow file-name" onClick={() => setFolder(each)}>
            <span className="said cut">{each.folder_name}</span>
            <span className="sub">{say(filesIn(each.total_file_count))}</span>
          </button>
          <Tool
            name={words.deleteFolder}
            icon={<Trash2 />}
            why={adminWhy}
            isIcon
            onUse={() => change("delete_group_folder", { folder_id: each.folder_id })}
          />
        </li>
      ))}
      {files.map((file) => (
        <li key={file.file_id}>
          <FileIcon />
          <span className="grow">
            <span className="said cut" title={file.file_name}>
              {file.file_name}
            </span>
            <span className="sub cut">
              {say(uploadedBy(file.uploader_name, sizeOf(file.size)))}
            </span>
          </span>
          <Tool
            name={words.download}
            icon={<Download />}
            isIcon
            onUse={() => attempt(() => download(file))}
          />
          <Tool
            name={words.deleteFile}
            icon={<Trash2 />}
            why={why ?? (file.uploader === seat.account ? undefined : adminWhy)}
            isIcon
            onUse={() => change("delete_group_file", { file_id: file.file_id })}
          />
        </li>
      ))}
    </ListTab>
  );
}
