/** The situations of media and files. */
import { expect } from "bun:test";

import { admin, alice, bob, bot, stranger } from "../support/server.ts";
import { everybody, inGroup, nobody, nowhere, told } from "./platform.ts";
import type { Prepare, Row } from "./platform.ts";

/** One pixel. */
export const png =
  "base64://iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const text = `base64://${btoa("some text")}`;

/** Alice sends the bot a picture; gives the name it has here. */
const picture: Prepare = async (as) => {
  await (
    await as(alice)
  ).ask("send_private_msg", { user_id: bot, message: { type: "image", data: { file: png } } });
  const { message } = await (await as(bot)).next("message");
  const [segment] = message as { data: { file: string } }[];
  return { file: segment?.data.file };
};

/** A tenth of a second of silence, as a WAV file. */
export const silence = `base64://${wav(new Uint8Array(800)).toBase64()}`;

function wav(samples: Uint8Array): Uint8Array {
  const header = Buffer.from(
    "52494646000000005741564566 6d74201000000001000100401f0000401f00000100080064617461 00000000".replaceAll(
      " ",
      "",
    ),
    "hex",
  );
  header.writeUInt32LE(36 + samples.length, 4);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

// No recording, and not known to be anything else: it can be kept, but never converted.
const noise = "base64://AAECAwQFBgcICQ==";
const noiseName = new Bun.CryptoHasher("sha256")
  .update(Uint8Array.fromBase64(noise.slice("base64://".length)))
  .digest("hex");

const recording: Prepare = async (as) => {
  const she = await as(alice);
  for (const file of [silence, noise])
    await she.ask("send_private_msg", {
      user_id: bot,
      message: { type: "record", data: { file } },
    });
  const { message } = await (await as(bot)).next("message");
  const [segment] = message as { data: { file: string } }[];
  return { file: segment?.data.file };
};

const groupFile: Prepare = async (as) => {
  const { file_id } = await (
    await as(alice)
  ).ask("upload_group_file", { ...inGroup, file: text, name: "a.txt" });
  return { file_id };
};

const folder: Prepare = async (as) => {
  const { folder_id } = await (
    await as(bot)
  ).ask("create_group_file_folder", { ...inGroup, name: "papers" });
  await (
    await as(alice)
  ).ask("upload_group_file", { ...inGroup, file: text, name: "b.txt", folder: folder_id });
  return { folder_id };
};

export const mediaActions: Record<string, Row | Row[]> = {
  get_image: {
    prepare: picture,
    result: { file: expect.stringMatching(/^\/.*\.png$/), size: 70 },
    invalid: { file: null },
    unknown: { file: "../../etc/passwd" },
  },
  get_record: {
    prepare: recording,
    params: { out_format: "wav" },
    result: { file: expect.stringMatching(/^\/.*\.wav$/) },
    invalid: { out_format: "midi" },
    unknown: { file: "nothing" },
    forbidden: { params: { file: noiseName, out_format: "mp3" } },
  },
  ocr_image: {
    prepare: async (as) => ({ image: (await picture(as))["file"] }),
    outcome: 103,
    invalid: { image: null },
    unknown: { image: "nothing" },
  },
  can_send_image: { result: { yes: true } },
  can_send_record: { result: { yes: true } },
  clean_cache: {},
};

export const fileActions: Record<string, Row | Row[]> = {
  upload_group_file: {
    as: alice,
    params: { ...inGroup, file: text, name: "a.txt" },
    result: { file_id: expect.any(String) },
    events: told(everybody, {
      notice_type: "group_upload",
      user_id: alice,
      file: { id: expect.any(String), name: "a.txt", size: 9, busid: 102 },
    }),
    invalid: { file: "base64://%%%" },
    unknown: { folder: "nowhere" },
    forbidden: { as: stranger },
  },
  upload_private_file: [
    {
      when: "as a message",
      params: { user_id: alice, file: text, name: "a.txt" },
      result: { file_id: expect.any(String) },
      events: told([alice], {
        message_type: "private",
        user_id: bot,
        message: [
          {
            type: "file",
            data: {
              file: "a.txt",
              file_id: expect.any(String),
              file_size: "9",
              url: expect.stringContaining("http://127.0.0.1:"),
            },
          },
        ],
      }),
      invalid: { file: "ftp://x/y" },
      unknown: nobody,
      forbidden: { params: { user_id: stranger } },
    },
    {
      when: "as a notice",
      config: ["event.private_file=notice"],
      params: { user_id: alice, file: text, name: "a.txt" },
      result: { file_id: expect.any(String) },
      events: told([alice], {
        notice_type: "offline_file",
        user_id: bot,
        file: { name: "a.txt", size: 9, url: expect.stringContaining("http://127.0.0.1:") },
      }),
      invalid: { file: "ftp://x/y" },
      unknown: nobody,
      forbidden: { params: { user_id: stranger } },
    },
  ],
  get_group_file_url: {
    prepare: groupFile,
    params: inGroup,
    result: { url: expect.stringContaining("/media/") },
    invalid: { file_id: [] },
    unknown: { file_id: "nothing" },
    forbidden: { as: stranger },
  },
  get_private_file_url: {
    prepare: async (as) =>
      (await as(alice)).ask("upload_private_file", { user_id: bot, file: text }),
    result: { url: expect.stringContaining("/media/") },
    invalid: { file_id: {} },
    unknown: { file_id: "nothing" },
  },
  get_group_root_files: {
    prepare: async (as) => ({ ...(await groupFile(as)), ...(await folder(as)) }),
    params: inGroup,
    result: {
      files: [{ file_name: "a.txt", size: 9, uploader: alice, uploader_name: "Alice" }],
      folders: [{ folder_name: "papers", total_file_count: 1, creator: bot }],
    },
    invalid: { group_id: null },
    unknown: nowhere,
    forbidden: { as: stranger },
  },
  get_group_files_by_folder: {
    prepare: folder,
    params: inGroup,
    result: { files: [{ file_name: "b.txt" }], folders: [] },
    invalid: { folder_id: [] },
    unknown: { folder_id: "nowhere" },
    forbidden: { as: stranger },
  },
  get_group_file_system_info: {
    prepare: groupFile,
    params: inGroup,
    result: { file_count: 1, used_space: 9 },
    invalid: { group_id: "x" },
    unknown: nowhere,
    forbidden: { as: stranger },
  },
  create_group_file_folder: {
    as: admin,
    params: { ...inGroup, name: "papers" },
    result: { folder_id: expect.any(String) },
    invalid: { name: null },
    unknown: nowhere,
    forbidden: { as: bob },
  },
  delete_group_folder: {
    prepare: folder,
    params: inGroup,
    invalid: { folder_id: {} },
    unknown: { folder_id: "nowhere" },
    forbidden: { as: bob },
  },
  delete_group_file: {
    as: alice,
    prepare: groupFile,
    params: inGroup,
    invalid: { file_id: null },
    unknown: { file_id: "nothing" },
    forbidden: { as: bob },
  },
};
