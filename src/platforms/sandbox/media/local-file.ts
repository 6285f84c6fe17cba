/** Reads files of this machine, from the folders that are open to bots and no others. */
import { realpath, stat } from "node:fs/promises";
import { isAbsolute, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { refuse } from "../../../protocol/reply.ts";

/** The path a file:// address means; refuses what is none. What is no escape in it stands for itself. */
export function toPath(address: string): string {
  // People put paths behind file:// as they are, and no file has a query or a fragment.
  const literal = address
    .replaceAll("#", "%23")
    .replaceAll("?", "%3F")
    .replaceAll(/%(?![0-9a-f]{2})/gi, "%25");
  try {
    return fileURLToPath(literal);
  } catch (error) {
    return refuse(
      "badParams",
      `${address.slice(0, 100)} is no file address: ${(error as Error).message}`,
    );
  }
}

/** Gives what a file holds; refuses one outside `folders`, symbolic links resolved, or too large. */
export async function readLocalFile(
  path: string,
  { folders, maxBytes }: { folders: readonly string[]; maxBytes: number },
): Promise<Uint8Array> {
  const file = await resolve(path);
  const open = await Promise.all(folders.map(resolve));
  const found =
    file !== undefined && open.some((folder) => folder !== undefined && isWithin(folder, file))
      ? await stat(file).catch(() => undefined)
      : undefined;
  // One answer for a missing file and a forbidden one: which files exist is nobody's business.
  if (file === undefined || !found?.isFile())
    return refuse("notPermitted", `${path.slice(0, 100)} is not a file in sandbox.file_folders`);
  if (found.size > maxBytes) {
    refuse(
      "tooLarge",
      `${path.slice(0, 100)} is larger than ${maxBytes} bytes (sandbox.media_bytes)`,
    );
  }
  return Bun.file(file)
    .bytes()
    .catch((error: unknown) =>
      refuse(
        "notPermitted",
        `${path.slice(0, 100)} cannot be read: ${(error as NodeJS.ErrnoException).code}`,
      ),
    );
}

function resolve(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== "" && !way.startsWith("..") && !isAbsolute(way);
}
