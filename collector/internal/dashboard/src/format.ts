import { digitsOf, minusOf, parts, tenth, whole } from "./decimal.ts";
import type { Settings } from "./settings.ts";
import type { Days } from "./shapes.ts";
import { table, type Key } from "./text/table.ts";
import type { Language, Row, Text, Texts } from "./text/text.ts";

// Format turns words, numbers and dates into what a reader wants to read.
export interface Format {
  settings: Settings;
  direction: "ltr" | "rtl";
  // t is a text, by its name in the table or a row of a page's own; numbers among its values
  // choose the plural.
  t(text: Key | Row, values?: Record<string, string | number>): string;
  // word is the text of a word that came from the collector, else the word itself.
  word(word: string, prefix?: string, texts?: Texts): string;
  count(n: number): string;
  decimal(n: number, digits: number): string;
  percent(ratio: number): string;
  seconds(n: number): string;
  // money is an exact amount with its currency; brief shortens what is longer than a tile.
  money(amount: string, currency: string, brief?: boolean): string;
  date(iso: string): string;
  shortDate(iso: string): string;
  days(days: Days): string;
  // time is an instant as the clocks of a time zone show it.
  time(instant: string, zone: string): string;
  hour(instant: string, zone: string): string;
  monthName(iso: string): string;
  weekdays(): string[];
  dayOfMonth(day: number): string;
  country(code: string): string;
}

const tags: Record<Language, string> = { en: "en-GB", fa: "fa-IR", ar: "ar-u-ca-gregory" };
const numerals: Record<Language, string> = { en: "latn", fa: "arabext", ar: "arab" };

// A tile has no room for all: from so many digits before the point on it goes without those
// after it, and from so many on it has words such as million.
const wholeFrom = 5;
const briefFrom = 10;

// weekStarts is the first day of the week, 0 for Sunday.
export const weekStarts: Record<Language, number> = { en: 1, fa: 6, ar: 6 };

export function formatFor(settings: Settings): Format {
  const { language } = settings;
  const numbers = settings.digits === "latin" ? "latn" : numerals[language];
  const locale = new Intl.Locale(tags[language], { numberingSystem: numbers }).toString();
  const dated = new Intl.Locale(locale, { calendar: settings.calendar === "persian" ? "persian" : "gregory" }).toString();
  const plural = new Intl.PluralRules(language);
  const number = (options: Intl.NumberFormatOptions): ((n: number) => string) => {
    const format = new Intl.NumberFormat(locale, options);
    return (n) => format.format(n);
  };
  const dates = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(dated, options);
  const utc = (options: Intl.DateTimeFormatOptions): ((iso: string) => string) => {
    const format = dates({ timeZone: "UTC", ...options });
    return (iso) => format.format(new Date(iso + "T00:00:00Z"));
  };
  const count = number({ maximumFractionDigits: 0 });
  const tenths = number({ style: "percent", maximumFractionDigits: 1 });
  const smallest = number({ style: "percent", maximumSignificantDigits: 1 });
  const date = utc({ day: "numeric", month: "long", year: "numeric" });
  const shortDate = utc({ day: "numeric", month: "short" });
  const shortest = number({ ...unit("second"), maximumFractionDigits: 1 });
  const spans = ([["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]] as const).map(([name, size]) => ({ size, text: number(unit(name)) }));

  const t: Format["t"] = (of, values = {}) => {
    const text: Text = (typeof of === "string" ? table[of] : of)[language];
    const n = Object.values(values).find((v) => typeof v === "number");
    const form = typeof text === "string" ? text : (n === undefined ? undefined : text[plural.select(n)]) ?? text.other;
    return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === "number" ? count(value) : value;
    });
  };
  return {
    settings,
    direction: language === "en" ? "ltr" : "rtl",
    t,
    word: (word, prefix = "", texts = table) => {
      const row = Object.hasOwn(texts, prefix + word) ? texts[prefix + word] : undefined;
      return row ? t(row) : word;
    },
    count,
    decimal: (n, digits) => number({ maximumFractionDigits: digits })(n),
    // What is not nothing is not shown as 0%.
    percent: (ratio) => (ratio !== 0 && Math.abs(ratio) < 0.0005 ? smallest : tenths)(ratio),
    seconds,
    money: (amount, currency, brief = false) => money(amount, currency, brief),
    date,
    shortDate,
    days: ({ from, to }) => (from === to ? date(from) : t("fromTo", { from: sameYear(from, to) ? shortDay(from) : date(from), to: date(to) })),
    time: (instant, zone) => dates({ timeZone: zone, day: "numeric", month: "short", hour: "numeric", minute: "2-digit", hourCycle: "h23" }).format(new Date(instant)),
    hour: (instant, zone) => dates({ timeZone: zone, hour: "numeric", minute: "2-digit", hourCycle: "h23" }).format(new Date(instant)),
    // Some languages would put the year first, which nobody says.
    monthName: (iso) => `${utc({ month: "long" })(iso)} ${utc({ year: "numeric" })(iso)}`,
    weekdays: () => {
      const name = dates({ timeZone: "UTC", weekday: "narrow" });
      // 4 January 1970 was a Sunday.
      return Array.from({ length: 7 }, (_, i) => name.format(new Date(Date.UTC(1970, 0, 4 + weekStarts[language] + i))));
    },
    dayOfMonth: number({ useGrouping: false }),
    country: (code) => {
      try {
        return new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code;
      } catch {
        return code; // no code of a country
      }
    },
  };

  // seconds words a span in its two largest units.
  function seconds(n: number): string {
    const whole = Math.round(n);
    const i = spans.findIndex(({ size }) => whole >= size);
    const one = spans[i], other = spans[i + 1];
    if (n < 60 || !one || !other) return shortest(n);
    return `${one.text(Math.floor(whole / one.size))} ${other.text(Math.floor((whole % one.size) / other.size))}`;
  }

  function shortDay(iso: string): string {
    return utc({ day: "numeric", month: "long" })(iso);
  }

  function sameYear(one: string, other: string): boolean {
    const year = utc({ year: "numeric" });
    return year(one) === year(other);
  }

  function money(amount: string, currency: string, brief: boolean): string {
    const inToman = currency === "IRR" && settings.rials === "toman";
    const exact = inToman ? tenth(amount) : amount;
    const minus = exact.startsWith("-");
    const shown = minus ? exact.slice(1) : exact;
    const size = brief ? parts(shown).whole.length : 0;
    const digits = size >= briefFrom
      ? new Intl.NumberFormat(locale, { notation: "compact", minimumSignificantDigits: 3, maximumSignificantDigits: 3 }).format(BigInt(whole(shown)))
      : digitsOf(size >= wholeFrom ? whole(shown) : shown, locale);
    const text = currency === "IRR" ? `${digits} ${t(inToman ? "inToman" : "inRial")}` : inCurrency(digits, currency);
    return minus ? minusOf(locale) + text : text;
  }

  // inCurrency puts the currency's sign where the language has it.
  function inCurrency(digits: string, currency: string): string {
    try {
      return new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol", maximumFractionDigits: 0 })
        .formatToParts(0).map((p) => (p.type === "integer" ? digits : p.value)).join("");
    } catch {
      return `${digits}\u00a0${currency}`; // a code that Intl does not take
    }
  }
}

function unit(name: string): Intl.NumberFormatOptions {
  return { style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits: 0 };
}
