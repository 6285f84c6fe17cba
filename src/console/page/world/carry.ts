/** Worlds as files: written by the browser, and read from it. */
import { saveFile } from "../save-file.ts";
import { steer } from "../server.ts";
import { toField } from "./moment.ts";

/** Has the whole world saved as a file. Rejects with `CallRefused` or `Unanswered`. */
export async function exportWorld(): Promise<void> {
  const document = await steer<object>(".sandbox.export");
  const stamp = toField(Date.now() / 1000).replaceAll(":", "");
  saveFile(`onebot-world-${stamp}.json`, JSON.stringify(document), "application/json");
}

/** Puts the world of a file in the place of this one. Rejects with `CallRefused` or `Unanswered`. */
export async function importWorld(file: File): Promise<void> {
  await steer(".sandbox.import", { document: await file.text() });
}
