import i18next, { type ResourceKey } from "i18next";
import { initReactI18next } from "react-i18next";
import { rememberLanguage, type Language } from "./languages";

type LanguageFiles = Record<string, ResourceKey>;

/** One chunk per language with all its areas: a page never waits for its words. */
const files: Record<Language, () => Promise<{ default: LanguageFiles }>> = {
  en: () => import("../locales/en"),
  nb: () => import("../locales/nb"),
  sv: () => import("../locales/sv"),
};

export const i18n = i18next.createInstance();

/** Makes the words of one language ready; a test has made sure that none is missing, so there is no language to fall back to. */
export async function startI18n(language: Language): Promise<void> {
  const { default: resources } = await files[language]();
  await i18n.use(initReactI18next).init({
    lng: language,
    resources: { [language]: resources },
    defaultNS: "common",
    fallbackLng: false,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  applyToDocument(language);
}

/** Changes the language of everything shown. */
export async function speak(language: Language): Promise<void> {
  if (language === i18n.language) return;
  if (!i18n.hasResourceBundle(language, "common")) {
    const { default: resources } = await files[language]();
    for (const [area, words] of Object.entries(resources)) i18n.addResourceBundle(language, area, words);
  }
  await i18n.changeLanguage(language);
  rememberLanguage(language);
  applyToDocument(language);
}

function applyToDocument(language: Language): void {
  document.documentElement.lang = language;
}
