import type { Calendar } from "./calendar.ts";
import { languages, type Language } from "./text/text.ts";

// Settings are how a reader wants things shown. They stay in the browser.
export interface Settings {
  language: Language;
  digits: "native" | "latin";
  calendar: Calendar;
  rials: "toman" | "rial";
  theme: "system" | "light" | "dark";
}

const storageKey = "safar.settings";

// The choices that a language comes with, until the reader makes others.
const usual: Record<Language, Omit<Settings, "language" | "theme">> = {
  en: { digits: "latin", calendar: "gregorian", rials: "rial" },
  fa: { digits: "native", calendar: "persian", rials: "toman" },
  ar: { digits: "native", calendar: "gregorian", rials: "rial" },
};

// readSettings takes the language from the address, else what was stored, else from the browser.
export function readSettings(query: URLSearchParams, browser: readonly string[]): Settings {
  const kept = stored();
  const language = known(query.get("lang")) ?? kept.language
    ?? browser.map((tag) => known(tag.slice(0, 2).toLowerCase())).find((l) => l !== undefined) ?? "en";
  // Digits and calendar were chosen for the language of that time.
  const own = kept.language === language ? kept : kept.theme ? { theme: kept.theme } : {};
  return { theme: "system", ...usual[language], ...own, language };
}

// changed is the settings with a choice made, which is stored as well. A new language brings its
// usual digits, calendar and amounts with it.
export function changed(settings: Settings, choice: Partial<Settings>): Settings {
  const now = { ...settings, ...(choice.language ? usual[choice.language] : {}), ...choice };
  try {
    localStorage.setItem(storageKey, JSON.stringify(now));
  } catch {
    // Without storage a choice holds until the page is closed.
  }
  return now;
}

function stored(): Partial<Settings> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "{}");
    return sound(kept);
  } catch {
    return {};
  }
}

// sound keeps what is a setting of ours: other versions may have stored other things.
function sound(kept: unknown): Partial<Settings> {
  if (typeof kept !== "object" || kept === null) return {};
  const words = kept as Record<string, unknown>;
  const out: Partial<Settings> = {};
  const language = known(words["language"]);
  if (language) out.language = language;
  if (words["digits"] === "native" || words["digits"] === "latin") out.digits = words["digits"];
  if (words["calendar"] === "gregorian" || words["calendar"] === "persian") out.calendar = words["calendar"];
  if (words["rials"] === "toman" || words["rials"] === "rial") out.rials = words["rials"];
  if (words["theme"] === "system" || words["theme"] === "light" || words["theme"] === "dark") out.theme = words["theme"];
  return out;
}

function known(language: unknown): Language | undefined {
  return languages.find((l) => l === language);
}
