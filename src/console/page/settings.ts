/** What people choose for themselves: the language and the theme, kept by the browser. */
import { create } from "zustand";

import { speak } from "../../words/language.ts";
import type { Language } from "../../words/language.ts";

export type Theme = "light" | "dark";

export interface Settings {
  readonly language: Language;
  /** Undefined: as the system has it. */
  readonly theme: Theme | undefined;
}

const languageKey = "onebot.language";
const themeKey = "onebot.theme";

export const useSettings = create<Settings>(() => ({
  language: chosenLanguage() ?? (/^zh/i.test(navigator.language) ? "zh" : "en"),
  theme: chosenTheme(),
}));

/** Applies what was chosen, now and whenever it changes. */
export function startSettings(): void {
  apply(useSettings.getState());
  useSettings.subscribe(apply);
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(languageKey, language);
  // Before anything is drawn anew in it.
  speak(language);
  useSettings.setState({ language });
}

export function switchTheme(): void {
  const theme = isDark(useSettings.getState()) ? "light" : "dark";
  localStorage.setItem(themeKey, theme);
  useSettings.setState({ theme });
}

export function isDark({ theme }: Settings): boolean {
  return theme === undefined
    ? matchMedia("(prefers-color-scheme: dark)").matches
    : theme === "dark";
}

function apply({ language, theme }: Settings): void {
  speak(language);
  const root = document.documentElement;
  root.lang = language === "zh" ? "zh-CN" : "en";
  if (theme) root.dataset["theme"] = theme;
  else delete root.dataset["theme"];
}

function chosenLanguage(): Language | undefined {
  const chosen = localStorage.getItem(languageKey);
  return chosen === "zh" || chosen === "en" ? chosen : undefined;
}

function chosenTheme(): Theme | undefined {
  const chosen = localStorage.getItem(themeKey);
  return chosen === "light" || chosen === "dark" ? chosen : undefined;
}
