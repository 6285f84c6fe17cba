/** The scenes of files and folders, each with the files beside it. */
import { stat } from "node:fs/promises";
import { dirname, isAbsolute, join, normalize, sep } from "node:path";

import { parse } from "../chat/parse.ts";
import { toPlayables } from "../chat/play.ts";
import type { Playable } from "../chat/play.ts";
import { ScriptError } from "../chat/reader.ts";
import { decodeText } from "../text-file.ts";
import { playWords as words } from "../words/play.ts";
import { Failure } from "./command.ts";

/** Reads the scenes of scripts, or of all scripts in a folder. Throws {@link Failure}. */
export async function findScenes(
  places: readonly string[],
  filter: string | undefined,
): Promise<Playable[]> {
  const files = (await Promise.all(places.map(filesOf))).flat();
  const scenes = (await Promise.all([...new Set(files)].map(readScenes))).flat();
  if (filter === undefined) return scenes;
  const wanted = filter.toLowerCase();
  const found = scenes.filter(({ file, title }) =>
    `${file} › ${title}`.toLowerCase().includes(wanted),
  );
  if (found.length === 0) throw new Failure("wrongUse", words.noneLeft(filter));
  return found;
}

async function filesOf(place: string): Promise<string[]> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(place)).isDirectory();
  } catch (error) {
    throw new Failure("wrongUse", words.cannotRead(place, (error as Error).message));
  }
  if (!isFolder) return [place];
  const found: string[] = [];
  for await (const file of new Bun.Glob("**/*.chat").scan(place)) found.push(join(place, file));
  if (found.length === 0) throw new Failure("wrongUse", words.noScripts(place));
  return found.sort();
}

async function readScenes(file: string): Promise<Playable[]> {
  const text = await readScript(file);
  try {
    const scenes = toPlayables(parse(text, file), { file, findFile: beside(file) });
    if (scenes.length === 0) throw new Failure("wrongUse", words.noScenes(file));
    return scenes;
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    const { message } = error;
    throw new Failure("wrongUse", { en: message, zh: message });
  }
}

async function readScript(file: string): Promise<string> {
  try {
    return decodeText(await Bun.file(file).bytes());
  } catch (error) {
    throw new Failure("wrongUse", words.cannotRead(file, (error as Error).message));
  }
}

/** Finds files in the folder of a script and below it, by names that are no way out of it. */
export function beside(script: string): Playable["findFile"] {
  const folder = dirname(script);
  return async (name) => {
    const path = normalize(name);
    const isOutside = isAbsolute(path) || path === ".." || path.startsWith(`..${sep}`);
    if (isOutside || name === "" || /^[a-z][a-z0-9+.-]*:/i.test(name)) return undefined;
    const file = Bun.file(join(folder, path));
    if (!(await file.exists())) return undefined;
    const bytes = await file.bytes();
    return { bytes, hash: new Bun.CryptoHasher("sha256").update(bytes).digest("hex") };
  };
}
