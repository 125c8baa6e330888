import { parseRange, writeRange, type Range } from "./range.ts";
import type { FunnelMode } from "./shapes.ts";

export type Page = "journey" | "funnel" | "quality";

export type Compare = "previous" | "year" | "none";

// View is what an address shows, whoever opens it.
export interface View {
  page: Page | "missing";
  site: string; // "" for the first
  range: Range;
  compare: Compare;
  filters: readonly string[]; // as the API takes them: dimension:value
  mode: FunnelMode;
  lang: string; // the language that a link asks for, "" for none
}

const paths: Record<Page, string> = { journey: "", funnel: "funnel", quality: "quality" };

// The pages stand one level above the script, wherever the collector is mounted.
export const base = new URL("../", import.meta.url);

export function parseView(address: URL): View {
  const query = address.searchParams;
  const path = address.pathname.slice(base.pathname.length);
  const page = (Object.keys(paths) as Page[]).find((p) => paths[p] === path) ?? "missing";
  const compare = query.get("compare");
  return {
    page,
    site: query.get("site") ?? "",
    range: parseRange(query),
    compare: compare === "year" || compare === "none" ? compare : "previous",
    filters: query.getAll("filter"),
    mode: query.get("mode") === "closed" ? "closed" : "reached",
    lang: query.get("lang") ?? "",
  };
}

// addressOf is the shortest address that shows a view.
export function addressOf(view: View): string {
  const url = new URL(view.page === "missing" ? "" : paths[view.page], base);
  const query = url.searchParams;
  if (view.site) query.set("site", view.site);
  writeRange(view.range, query);
  if (view.compare !== "previous") query.set("compare", view.compare);
  for (const filter of view.filters) query.append("filter", filter);
  if (view.mode !== "reached") query.set("mode", view.mode);
  if (view.lang) query.set("lang", view.lang);
  return url.href;
}
