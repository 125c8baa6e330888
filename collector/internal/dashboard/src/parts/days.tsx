import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { dayNumber, fromISO, isoDate, monthStart } from "../calendar.ts";
import { useWorld } from "../context.ts";
import { weekStarts } from "../format.ts";
import type { Days } from "../shapes.ts";

// DaysPicker is a month of the reader's calendar. The first day chosen begins a range, the
// second one ends it; where a single day is wanted, the first is it. Arrow keys move by days and weeks, Page Up and Page Down by months.
export function DaysPicker({ days, single = false, pick }: { days: Days; single?: boolean; pick: (days: Days) => void }): JSX.Element {
  const { format, today } = useWorld();
  const { t, settings, direction } = format;
  const last = dayNumber(today);
  const [focus, setFocus] = useState(dayNumber(days.to));
  const [begun, setBegun] = useState<number>();
  const grid = useRef<HTMLTableElement>(null);
  const moved = useRef(false);

  const { year, month } = fromISO(isoDate(focus), settings.calendar);
  const start = monthStart(year, month, settings.calendar);
  const end = monthStart(year, month + 1, settings.calendar);
  const weekday = (day: number): number => (day + 4) % 7; // day 0 was a Thursday
  const lead = (weekday(start) - weekStarts[settings.language] + 7) % 7;
  const from = begun ?? dayNumber(days.from), to = begun ?? dayNumber(days.to);

  // Before the next key, so that no key finds the focus where it was.
  useLayoutEffect(() => {
    if (moved.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    moved.current = false;
  }, [focus]);

  const move = (day: number): void => {
    moved.current = true;
    setFocus(Math.min(day, last));
  };
  // turn goes to the same day of another month, or to that month's last.
  const turn = (by: number): number => {
    const target = monthStart(year, month + by, settings.calendar);
    const length = monthStart(year, month + by + 1, settings.calendar) - target;
    return target + Math.min(focus - start, length - 1);
  };
  const choose = (day: number): void => {
    setFocus(day);
    if (begun === undefined && !single) setBegun(day);
    else pick({ from: isoDate(Math.min(begun ?? day, day)), to: isoDate(Math.max(begun ?? day, day)) });
  };
  const onKeyDown = (e: KeyboardEvent): void => {
    const forward = direction === "rtl" ? -1 : 1;
    const steps: Record<string, number> = {
      ArrowRight: focus + forward, ArrowLeft: focus - forward, ArrowDown: focus + 7, ArrowUp: focus - 7,
      Home: start, End: end - 1, PageUp: turn(-1), PageDown: turn(1),
    };
    const step = steps[e.key];
    if (step === undefined) return;
    e.preventDefault();
    move(step);
  };

  const weeks = Array.from({ length: Math.ceil((lead + end - start) / 7) }, (_, w) =>
    Array.from({ length: 7 }, (_, d) => start - lead + 7 * w + d));
  return (
    <div class="days">
      <div class="days-head">
        <button type="button" class="icon" aria-label={t("monthBefore")} onClick={() => setFocus(turn(-1))}><Arrow back /></button>
        <strong aria-live="polite">{format.monthName(isoDate(start))}</strong>
        <button type="button" class="icon" aria-label={t("monthAfter")} disabled={end > last} onClick={() => setFocus(Math.min(turn(1), last))}><Arrow /></button>
      </div>
      <table ref={grid} role="grid" aria-label={format.monthName(isoDate(start))} onKeyDown={onKeyDown}>
        <thead><tr>{format.weekdays().map((name, i) => <th key={i} scope="col">{name}</th>)}</tr></thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => day < start || day >= end ? <td key={day} /> : (
                <td key={day} class={day >= from && day <= to ? "within" : ""} aria-selected={day >= from && day <= to}>
                  <button type="button" tabIndex={day === focus ? 0 : -1} disabled={day > last} aria-label={format.date(isoDate(day))}
                    class={day === from || day === to ? "end" : ""} onClick={() => choose(day)}>
                    {format.dayOfMonth(day - start + 1)}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {!single && <p class="small" aria-live="polite">{t(begun === undefined ? "pickFirstDay" : "pickLastDay")}</p>}
    </div>
  );
}

function Arrow({ back = false }: { back?: boolean }): JSX.Element {
  return (
    <svg class={back ? "arrow back" : "arrow"} viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M9 5l7 7-7 7" /></svg>
  );
}
