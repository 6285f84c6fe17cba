/** The pages and READMEs, and the fenced blocks in them. */

/** Every file of the manual, from the root of the repository. */
export function manual(): string[] {
  return ["README.md", "README.zh-CN.md", ...new Bun.Glob("src/docs/*/*.md").scanSync(".")];
}

export interface Block {
  /** Where it starts, as FILE:LINE. */
  readonly place: string;
  readonly language: string;
  /** What stands behind the language: the file it is of, or is to be saved as. */
  readonly file: string | undefined;
  readonly text: string;
}

export function blocksOf(file: string, page: string): Block[] {
  return Array.from(
    page.matchAll(/^```(\w*) ?(\S*)\n(.*?)^```$/gms),
    ({ index, 1: language = "", 2: name, 3: text = "" }) => ({
      place: `${file}:${page.slice(0, index).split("\n").length}`,
      language,
      file: name || undefined,
      text,
    }),
  );
}
