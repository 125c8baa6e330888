// Dates are ISO strings of the Gregorian calendar everywhere but on the screen. A day number
// counts the days since 1 January 1970, so that calculating knows no clock and no time zone.

export type Calendar = "gregorian" | "persian";

export interface YearMonthDay {
  year: number;
  month: number; // from 1
  day: number;
}

const dayLength = 86_400_000;

export function dayNumber(iso: string): number {
  return Date.parse(iso + "T00:00:00Z") / dayLength;
}

export function isoDate(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

export function addDays(iso: string, days: number): string {
  return isoDate(dayNumber(iso) + days);
}

// todayIn is the date that the clocks of a time zone show.
export function todayIn(zone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit",
  }).formatToParts(now);
  const of = (type: string): string => parts.find((p) => p.type === type)?.value ?? "";
  return `${of("year")}-${of("month")}-${of("day")}`;
}

// The Jalali year begins at the equinox. Eight leap years in 33 agree with it, and with the
// calendars printed in Iran, from 1178 to 1501 (1799 to 2122). Day numbers of a year's first
// day are counted from 1 Farvardin of the year 1.
const jalaliEpoch = dayNumber("2024-03-20") - firstDay(1403);

function firstDay(year: number): number {
  return 365 * (year - 1) + Math.floor((8 * year + 21) / 33);
}

function jalaliStart(year: number, month: number): number {
  // Six months of 31 days, then five of 30, then what is left.
  return jalaliEpoch + firstDay(year) + 30 * (month - 1) + Math.min(month - 1, 6);
}

export function fromISO(iso: string, calendar: Calendar): YearMonthDay {
  if (calendar === "gregorian") {
    const [year = 0, month = 0, day = 0] = iso.split("-").map(Number);
    return { year, month, day };
  }
  const number = dayNumber(iso);
  let year = Math.floor((number - jalaliEpoch) / 365.2422) + 1;
  while (jalaliStart(year + 1, 1) <= number) year++;
  while (jalaliStart(year, 1) > number) year--;
  let month = 12;
  while (jalaliStart(year, month) > number) month--;
  return { year, month, day: number - jalaliStart(year, month) + 1 };
}

// monthStart is the day number on which a month begins. Months before the first and after
// the twelfth belong to the years around.
export function monthStart(year: number, month: number, calendar: Calendar): number {
  const y = year + Math.floor((month - 1) / 12);
  const m = ((((month - 1) % 12) + 12) % 12) + 1;
  return calendar === "gregorian" ? Date.UTC(y, m - 1, 1) / dayLength : jalaliStart(y, m);
}

// toISO is the date of a calendar's year, month and day.
export function toISO(date: YearMonthDay, calendar: Calendar): string {
  return isoDate(monthStart(date.year, date.month, calendar) + date.day - 1);
}
