/** The languages the portal speaks, each called by its own name. A further language is a row here and a folder of files beside these. */
export const languages = [
  { code: "en", name: "English", locale: "en-GB" },
  { code: "nb", name: "Norsk", locale: "nb-NO" },
  { code: "sv", name: "Svenska", locale: "sv-SE" },
] as const;

export type Language = (typeof languages)[number]["code"];

export function isLanguage(code: unknown): code is Language {
  return languages.some((language) => language.code === code);
}

/** The locale by which numbers are written in a language. */
export function localeOf(language: string): string {
  return languages.find(({ code }) => code === language)?.locale ?? "en-GB";
}

const storageKey = "language";

/** What to speak before anybody has signed in: what was last chosen here, else the first of the browser's languages that we know. */
export function preferredLanguage(fallback: Language = "en"): Language {
  const remembered = localStorage.getItem(storageKey);
  if (isLanguage(remembered)) return remembered;
  for (const tag of navigator.languages) {
    const code = tag.toLowerCase().split("-")[0];
    if (isLanguage(code)) return code;
    // Browsers call Norwegian by its old common name, and Nynorsk readers are better served by Bokmål than by English.
    if (code === "no" || code === "nn") return "nb";
  }
  return fallback;
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
}
