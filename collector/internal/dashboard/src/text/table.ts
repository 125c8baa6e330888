import { account } from "./account.ts";
import { common } from "./common.ts";
import { funnel } from "./funnel.ts";
import { journey } from "./journey.ts";
import { names } from "./names.ts";
import { quality } from "./quality.ts";

export const table = { ...common, ...account, ...journey, ...funnel, ...quality, ...names };

export type Key = keyof typeof table;

// isKey tells whether there is a text for a word that came from the collector.
export function isKey(word: string): word is Key {
  return Object.hasOwn(table, word);
}
