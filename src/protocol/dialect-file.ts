/** Dialect around files: of groups and between people. */
import * as v from "valibot";

import type { ActionSchema } from "./action.ts";
import { Int } from "./entity.ts";
import { fields } from "./fields.ts";
import { Id, Name, Source } from "./scalar.ts";

const nothing = v.null();
const inGroup = { group_id: Id };
const fileId = { file_id: Name };

const File = v.looseObject({
  file_id: v.string(),
  file_name: v.string(),
  busid: Int,
  size: Int,
  file_size: Int,
  upload_time: Int,
  modify_time: Int,
  dead_time: Int,
  download_times: Int,
});
const Folder = v.looseObject({ folder_id: v.string(), folder_name: v.string() });
const Files = v.strictObject({ files: v.array(File), folders: v.array(Folder) });
const FileRef = v.strictObject({ file_id: v.string() });
const Url = v.strictObject({ url: v.string() });

const upload = { file: Source, name: v.exactOptional(Name) };

export const fileDialect = {
  upload_group_file: {
    summary: { en: "Upload a file to a group", zh: "上传群文件" },
    params: fields(
      { ...inGroup, ...upload, folder: v.exactOptional(Name) },
      { folder: "folder_id" },
    ),
    result: FileRef,
  },
  upload_private_file: {
    summary: { en: "Send a file to a person", zh: "上传私聊文件" },
    params: fields({ user_id: Id, ...upload }),
    result: FileRef,
  },
  get_group_file_url: {
    summary: { en: "The address of a group's file", zh: "获取群文件资源链接" },
    params: fields({ ...inGroup, ...fileId }),
    result: Url,
  },
  get_private_file_url: {
    summary: { en: "The address of a file between two people", zh: "获取私聊文件资源链接" },
    params: fields(fileId),
    result: Url,
  },
  get_group_root_files: {
    summary: { en: "Files and folders of a group", zh: "获取群根目录文件列表" },
    params: fields(inGroup),
    result: Files,
  },
  get_group_files_by_folder: {
    summary: { en: "Files in a folder of a group", zh: "获取群子目录文件列表" },
    params: fields({ ...inGroup, folder_id: Name }, { folder_id: "folder" }),
    result: Files,
  },
  get_group_file_system_info: {
    summary: { en: "How full a group's files are", zh: "获取群文件系统信息" },
    params: fields(inGroup),
    result: v.strictObject({
      file_count: Int,
      limit_count: Int,
      used_space: Int,
      total_space: Int,
    }),
  },
  create_group_file_folder: {
    summary: { en: "Create a folder for a group's files", zh: "创建群文件文件夹" },
    params: fields({ ...inGroup, name: Name }, { name: "folder_name" }),
    result: v.looseObject({ folder_id: v.string() }),
  },
  delete_group_folder: {
    summary: { en: "Delete a folder of a group, with its files", zh: "删除群文件文件夹" },
    params: fields({ ...inGroup, folder_id: Name }),
    result: nothing,
  },
  delete_group_file: {
    summary: { en: "Delete a file of a group", zh: "删除群文件" },
    params: fields({ ...inGroup, ...fileId }),
    result: nothing,
  },
  move_group_file: {
    summary: { en: "Move a file of a group into another folder", zh: "移动群文件" },
    params: fields(
      { ...inGroup, ...fileId, target_parent_directory: Name },
      { target_parent_directory: ["parent_directory", "target_directory"] },
    ),
    result: v.strictObject({ ok: v.literal(true) }),
  },
  rename_group_file: {
    summary: { en: "Rename a file of a group", zh: "重命名群文件" },
    params: fields({ ...inGroup, ...fileId, new_name: Name }),
    result: v.strictObject({ ok: v.literal(true) }),
  },
  rename_group_file_folder: {
    summary: { en: "Rename a folder of a group", zh: "重命名群文件文件夹" },
    params: fields(
      { ...inGroup, folder_id: Name, new_folder_name: Name },
      { new_folder_name: "new_name" },
    ),
    result: nothing,
  },
  trans_group_file: {
    summary: { en: "Keep a file of a group for good", zh: "群文件转存为永久文件" },
    params: fields({ ...inGroup, ...fileId }),
    result: v.strictObject({ ok: v.literal(true) }),
  },
  get_file: {
    summary: { en: "Any file by its name or id", zh: "获取文件" },
    params: fields({ file: Source }, { file: ["file_id", "fileId"] }),
    result: v.strictObject({
      file: v.string(),
      url: v.string(),
      file_size: v.string(),
      file_name: v.string(),
    }),
  },
  download_file: {
    summary: { en: "Fetch a file to where the server keeps files", zh: "下载文件到缓存目录" },
    params: fields({ url: Source }, { url: ["base64", "file"] }),
    result: v.strictObject({ file: v.string() }),
  },
} as const satisfies Record<string, ActionSchema>;
