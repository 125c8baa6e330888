import type { Query } from "./client.ts";
import type { Format } from "./format.ts";
import { daysOf, intervalOf } from "./range.ts";
import type { Site } from "./shapes.ts";
import type { View } from "./view.ts";

// rangeQuery asks about the days of a view and nothing else.
export function rangeQuery(view: View, site: Site, today: string): Query {
  const { from, to } = daysOf(view.range, today);
  return [["site", site.name], ["from", from], ["to", to]];
}

// filterQuery asks about the days of a view, narrowed by its filters.
export function filterQuery(view: View, site: Site, today: string): Query {
  return [...rangeQuery(view, site, today), ...view.filters.map((f): [string, string] => ["filter", f])];
}

// viewQuery asks what a view asks: its days, comparison and filters.
export function viewQuery(view: View, site: Site, today: string): Query {
  return [...filterQuery(view, site, today), ["compare", view.compare]];
}

// seriesQuery asks for steps as the reader's calendar has them.
export function seriesQuery(view: View, today: string, format: Format): Query {
  return [["interval", intervalOf(daysOf(view.range, today))], ...stepQuery(format)];
}

// stepQuery says where the reader's months and weeks begin.
export function stepQuery(format: Format): Query {
  return [["calendar", format.settings.calendar], ["week_start", format.settings.language === "en" ? "mon" : "sat"]];
}
