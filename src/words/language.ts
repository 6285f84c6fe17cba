/** In which language this program speaks to whoever runs it; bots are always answered in English. */

export type Language = "en" | "zh";

/** A text in every language. A missing one does not compile. */
export type Told = Readonly<Record<Language, string>>;

export const languages: readonly Language[] = ["en", "zh"];

let language: Language = "en";

/** From now on everything is said in this language. */
export function speak(chosen: Language): void {
  language = chosen;
}

/** The text in the language that is spoken. */
export function say(told: Told): string {
  return told[language];
}

/** The language of the environment: of the POSIX variables, or of the system where it has none of them. */
export function languageOf(
  env: Readonly<Record<string, string | undefined>>,
  { platform, locale }: { platform: string; locale: string },
): Language {
  const posix = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"];
  return /^zh/i.test(posix || (platform === "win32" ? locale : "")) ? "zh" : "en";
}
