import type { Format } from "./format.ts";
import type { Amount, Figure, Metric } from "./shapes.ts";
import type { Key } from "./text/table.ts";

// Below so many in the denominator the counts lead, as a share of so few says little.
const few = 30;

// Shown is a figure in words: what leads, and what stands beside it.
export interface Shown {
  lead: string;
  beside: string; // "" for nothing
}

type Kind = Pick<Metric, "id" | "unit" | "currency">;

// valueText is a value in its unit, brief for a tile.
export function valueText(kind: Kind, value: number | Amount, format: Format, brief = false): string {
  if (kind.unit === "money") return format.money(String(value), kind.currency ?? "", brief);
  const n = Number(value);
  switch (kind.unit) {
    case "ratio": return format.percent(n);
    case "seconds": return format.seconds(n);
    case "count": return format.count(n);
    default: return format.decimal(n, 1);
  }
}

// show words a figure with its counts; undefined when there are no data.
export function show(kind: Kind, figure: Figure, format: Format): Shown | undefined {
  if (figure.value === null) return undefined;
  const value = valueText(kind, figure.value, format, true);
  const counts = countsText(kind, figure, format);
  if (figure.denominator !== undefined && figure.denominator < few) return { lead: counts, beside: value };
  return { lead: value, beside: counts };
}

// countsText is what a value was made of, "" for plain counts and sums.
export function countsText(kind: Kind, figure: Figure, format: Format): string {
  if (figure.denominator === undefined) return "";
  if (kind.unit === "ratio") {
    return format.t("ofCount", { part: format.count(Number(figure.numerator)), whole: format.count(figure.denominator) });
  }
  return format.t(unitOf(kind.id), { n: figure.denominator });
}

// unitOf names what a mean or a score was made from.
function unitOf(id: string): Key {
  switch (id) {
    case "time_on_site": return "visits";
    case "nps": return "fromAnswers";
    case "aov": case "net_aov": return "orderCount";
    case "review_rating": return "reviewCount";
    default: return id.startsWith("customer_value_") ? "customerCount" : "fromCount";
  }
}

export type Judgement = "better" | "worse" | "changed" | "none";

// Change is how a metric moved. Better and worse are said only of what is more than chance.
export interface Change {
  text: string;
  judgement: Judgement;
  way: "up" | "down" | "level";
}

export function changeOf(metric: Metric, format: Format): Change | undefined {
  if (metric.previous === undefined || metric.value === null) return undefined;
  if (metric.change === undefined) {
    const same = metric.previous.value !== null && Number(metric.previous.value) === Number(metric.value);
    return { text: format.t(same ? "unchanged" : "nothingBefore"), judgement: "none", way: "level" };
  }
  const size = metric.unit === "points"
    ? format.t("points", { n: Math.abs(metric.change), size: format.decimal(Math.abs(metric.change), 1) }) : format.percent(Math.abs(metric.change));
  if (metric.change === 0) return { text: format.t("unchanged"), judgement: "none", way: "level" };
  const way = metric.change > 0 ? "up" : "down";
  return { text: format.t(way, { change: size }), judgement: judge(metric, way), way };
}

function judge(metric: Metric, way: "up" | "down"): Judgement {
  if (!metric.significant) return "none";
  if (metric.better === "neither") return "changed";
  return metric.better === way ? "better" : "worse";
}

// goalProgress is how much of the way to its goal a metric has gone, 0 to 1. Amounts are
// compared as numbers, since nothing but the length of a bar depends on it. A metric that is
// neither better up nor down can't be on its way anywhere.
export function goalProgress(metric: Metric): { share: number; reached: boolean } | undefined {
  if (metric.goal === undefined || metric.value === null || metric.better === "neither") return undefined;
  const value = Number(metric.value), goal = Number(metric.goal);
  const reached = metric.better === "down" ? value <= goal : value >= goal;
  const share = metric.better === "down" ? goal / value : value / goal;
  return { share: reached ? 1 : Math.max(0, Math.min(1, Number.isFinite(share) ? share : 0)), reached };
}
