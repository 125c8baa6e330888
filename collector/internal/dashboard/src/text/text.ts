// Every text of the pages stands in a table with its three languages side by side, so that a
// translation that is missing is a type error and one that disagrees is seen at a glance.

export type Language = "en" | "fa" | "ar";

export const languages: readonly Language[] = ["en", "fa", "ar"];

// Plural has a form for each class of numbers that a language tells apart.
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

export type Text = string | Plural;

// Row is one text in all languages.
export type Row = Record<Language, Text>;

export type Texts = Record<string, Row>;
