/** Media that were received: their files, and their conversion (api/public). */
import { rename, rm } from "node:fs/promises";

import { refuse } from "../../../protocol/reply.ts";
import type { Handlers } from "../handler.ts";
import type { Medium } from "../media/media.ts";
import type { World } from "../world.ts";

const conversionTimeout = 30_000;

export function mediaActions(world: World) {
  const { media } = world;

  return {
    get_image({ file }) {
      const medium = requireMedium(file);
      return { file: media.path(medium), ...describe(medium) };
    },

    async get_record({ file, out_format }) {
      const medium = requireMedium(file);
      const path = media.path(medium);
      if (medium.name.endsWith(`.${out_format}`)) return { file: path, ...describe(medium) };
      const converted = `${path}.${out_format}`;
      if (!(await Bun.file(converted).exists())) await convert(path, converted, out_format);
      return { file: converted };
    },

    can_send_image: () => ({ yes: true }),
    can_send_record: () => ({ yes: true }),

    clean_cache: () => media.clean(),

    ocr_image({ image }) {
      requireMedium(image);
      return refuse("notPermitted", "The sandbox cannot read text in images");
    },
  } satisfies Partial<Handlers>;

  function requireMedium(name: string): Medium {
    return (
      media.find(name) ??
      refuse("unknownTarget", `There is no file named ${JSON.stringify(name.slice(0, 80))}`)
    );
  }

  function describe({ name, size }: Medium) {
    return { filename: name, size, url: media.url(name) };
  }
}

// A file that only says it is a recording could be a playlist, and ffmpeg would read what that points to.
const onlyThisFile = [
  "-protocol_whitelist",
  "file",
  "-format_whitelist",
  "wav,mp3,ogg,flac,amr,amrnb,amrwb,aac,mov,asf,matroska,avi,aiff,caf",
];

async function convert(from: string, to: string, format: string): Promise<void> {
  const ffmpeg = Bun.which("ffmpeg");
  if (!ffmpeg)
    refuse(
      "notPermitted",
      "Converting recordings needs ffmpeg, which is not installed on this machine",
    );
  // Under its name there is only ever a whole recording, whoever else converts it or breaks off.
  const partial = `${from}.${crypto.randomUUID()}.${format}`;
  const options = ["-nostdin", "-v", "error", "-y", ...onlyThisFile, "-i", from, "-vn", partial];
  const child = Bun.spawn([ffmpeg, ...options], {
    stdout: "ignore",
    stderr: "pipe",
    timeout: conversionTimeout,
  });
  const [reason, code] = await Promise.all([new Response(child.stderr).text(), child.exited]);
  if (code === 0) return rename(partial, to);
  await rm(partial, { force: true });
  const [line = `exit code ${code}`] = reason.trim().split("\n").slice(-1);
  refuse("notPermitted", `ffmpeg cannot convert it to ${format}: ${line}`);
}
