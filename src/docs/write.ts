/** `bun run docs`: writes today's tables into the pages. */
import { fill } from "./tables.ts";

for (const language of ["en", "zh"] as const) {
  const folder = `${import.meta.dir}/${language}`;
  for (const name of new Bun.Glob("*.md").scanSync(folder)) {
    const file = Bun.file(`${folder}/${name}`);
    await file.write(fill(await file.text(), language));
  }
}
