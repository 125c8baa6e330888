import { addDays, dayNumber, fromISO, isoDate, monthStart, type Calendar } from "./calendar.ts";
import type { Days } from "./shapes.ts";

// Preset is a range that moves with the day. A month is that of the calendar it names, so
// that a link means the same to readers of either calendar.
export type Preset = "today" | "7d" | "28d" | "90d" | "365d" | "month" | "month-persian";

const presets: readonly Preset[] = ["today", "7d", "28d", "90d", "365d", "month", "month-persian"];

// defaultRange is what most pages show unless another range is chosen.
export const defaultRange: Preset = "28d";

// Range is a preset or fixed days.
export type Range = Preset | Days;

export function presetsFor(calendar: Calendar): readonly Preset[] {
  return ["today", "7d", "28d", "90d", "365d", monthOf(calendar)];
}

function monthOf(calendar: Calendar): Preset {
  return calendar === "persian" ? "month-persian" : "month";
}

// presetDays is how many days a preset has; undefined for months.
export function presetDays(preset: Preset): number | undefined {
  return { today: 1, "7d": 7, "28d": 28, "90d": 90, "365d": 365, month: undefined, "month-persian": undefined }[preset];
}

// daysOf are the dates of a range, today being the date in the site's time zone.
export function daysOf(range: Range, today: string): Days {
  if (typeof range !== "string") return range;
  const days = presetDays(range);
  if (days !== undefined) return { from: addDays(today, 1 - days), to: today };
  const calendar = range === "month" ? "gregorian" : "persian";
  const { year, month } = fromISO(today, calendar);
  return { from: isoDate(monthStart(year, month, calendar)), to: today };
}

export function lengthOf(days: Days): number {
  return dayNumber(days.to) - dayNumber(days.from) + 1;
}

// intervalOf is how long the steps of a series are, so that a line has some 7 to 60 of them.
export function intervalOf(days: Days): "hour" | "day" | "week" | "month" {
  const n = lengthOf(days);
  return n <= 2 ? "hour" : n <= 62 ? "day" : n <= 366 ? "week" : "month";
}

// parseRange reads a range from an address; what can't be read is the usual one.
export function parseRange(query: URLSearchParams, usual: Preset): Range {
  const preset = presets.find((p) => p === query.get("range"));
  if (preset) return preset;
  const from = query.get("from"), to = query.get("to");
  if (from && to && isDate(from) && isDate(to) && from <= to) return { from, to };
  return usual;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(dayNumber(text)) && isoDate(dayNumber(text)) === text;
}

// writeRange puts a range into an address; the usual one leaves nothing there.
export function writeRange(range: Range, usual: Preset, query: URLSearchParams): void {
  if (typeof range !== "string") {
    query.set("from", range.from);
    query.set("to", range.to);
  } else if (range !== usual) {
    query.set("range", range);
  }
}
