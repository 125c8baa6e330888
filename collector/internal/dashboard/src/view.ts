import { pages, type Page } from "./pages.ts";
import { defaultRange, parseRange, writeRange, type Preset, type Range } from "./range.ts";

// choices are what is chosen on a page beside range and filters. The first of each is what is
// shown unasked, and leaves nothing in the address.
const choices = {
  compare: ["previous", "year", "none"],
  mode: ["reached", "closed"],
  unit: ["session", "cart", "person"],
  by: ["channel", "source", "medium", "campaign"],
  window: ["30", "1", "7", "14", "60", "90", "365"],
  sort: ["views", "added", "bought", "left", "revenue"],
  period: ["month", "week"],
} as const;

export type Choices = { [K in keyof typeof choices]: (typeof choices)[K][number] };

// valuesOf are what there is to choose from.
export function valuesOf<K extends keyof Choices>(name: K): (typeof choices)[K] {
  return choices[name];
}

export type Compare = Choices["compare"];

// words are texts of the address: the language that a link asks for, a segment of customers,
// a person with their kind, a number that is looked for, a deed and whose it was.
const words = ["lang", "segment", "person", "kind", "q", "deed", "who"] as const;

type Words = Record<(typeof words)[number], string>;

// heeded are the choices and words that only some pages know; others leave them out of their
// address.
const heeded: Partial<Record<keyof Choices | keyof Words, readonly Page[]>> = {
  mode: ["funnel"], unit: ["funnel"], by: ["channels"], window: ["channels"], sort: ["products"], period: ["customers"], segment: ["customers"],
  person: ["people"], kind: ["people"], q: ["people"], deed: ["audit"], who: ["audit"],
};

// View is what an address shows, whoever opens it. Words are "" where there are none.
export interface View extends Choices, Words {
  page: Page | "missing";
  site: string; // "" for the first
  range: Range;
  filters: readonly string[]; // as the API takes them: dimension:value
}

// The pages stand one level above the script, wherever the collector is mounted.
export const base = new URL("../", import.meta.url);

export function parseView(address: URL): View {
  const query = address.searchParams;
  const path = address.pathname.slice(base.pathname.length);
  const page = (Object.keys(pages) as Page[]).find((p) => pages[p].path === path) ?? "missing";
  const chosen = Object.entries(choices).map(([name, values]) => [name, (values as readonly string[]).find((v) => v === query.get(name)) ?? values[0]]);
  const said = words.map((name) => [name, query.get(name) ?? ""]);
  return {
    ...(Object.fromEntries(chosen) as Choices),
    ...(Object.fromEntries(said) as Words),
    page,
    site: query.get("site") ?? "",
    range: parseRange(query, usualRange(page)),
    filters: query.getAll("filter"),
  };
}

// addressOf is the shortest address that shows a view.
export function addressOf(view: View): string {
  const url = new URL(view.page === "missing" ? "" : pages[view.page].path, base);
  const query = url.searchParams;
  const heeds = (name: keyof Choices | keyof Words): boolean => !heeded[name] || heeded[name].some((p) => p === view.page);
  if (view.site) query.set("site", view.site);
  writeRange(view.range, usualRange(view.page), query);
  for (const filter of view.filters) query.append("filter", filter);
  for (const name of Object.keys(choices) as (keyof Choices)[]) {
    if (heeds(name) && view[name] !== choices[name][0]) query.set(name, view[name]);
  }
  for (const name of words) {
    if (heeds(name) && view[name]) query.set(name, view[name]);
  }
  return url.href;
}

// moved is a view after a change. Who has chosen no range gets the usual one of a new page.
export function moved(view: View, change: Partial<View>): View {
  const next = { ...view, ...change };
  // Who turns to a page comes to its beginning, unless the link names a part of it.
  if (change.page) Object.assign(next, { person: "", kind: "", q: "", segment: "", deed: "", who: "" }, change);
  if (!change.range && view.range === usualRange(view.page)) next.range = usualRange(next.page);
  return next;
}

function usualRange(page: View["page"]): Preset {
  return page === "missing" ? defaultRange : pages[page].range;
}
