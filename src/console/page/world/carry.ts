/** Worlds as files: written by the browser, and read from it. */
import { steer } from "../server.ts";
import { toField } from "./moment.ts";

/** Has the whole world saved as a file. Rejects with `CallRefused` or `Unanswered`. */
export async function exportWorld(): Promise<void> {
  const document = await steer<object>(".sandbox.export");
  const file = new Blob([JSON.stringify(document)], { type: "application/json" });
  const link = globalThis.document.createElement("a");
  link.href = URL.createObjectURL(file);
  const stamp = toField(Date.now() / 1000).replaceAll(":", "");
  link.download = `onebot-world-${stamp}.json`;
  link.click();
  // Once the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Puts the world of a file in the place of this one. Rejects with `CallRefused` or `Unanswered`. */
export async function importWorld(file: File): Promise<void> {
  await steer(".sandbox.import", { document: await file.text() });
}
