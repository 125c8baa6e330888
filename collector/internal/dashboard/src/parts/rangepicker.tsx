import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import { daysOf, presetDays, presetsFor, type Preset, type Range } from "../range.ts";
import { DaysPicker } from "./days.tsx";
import { Popover } from "./popover.tsx";

// RangePicker shows the range and lets another be chosen.
export function RangePicker(): JSX.Element {
  const { format, view, today, go } = useWorld();
  const { t } = format;
  const days = daysOf(view.range, today);
  const name = (preset: Preset): string => {
    const n = presetDays(preset);
    return n === undefined ? t("thisMonth") : n === 1 ? t("today") : t("days", { n });
  };
  const presets = presetsFor(format.settings.calendar);
  const named = typeof view.range === "string" && presets.includes(view.range) ? name(view.range) : undefined;
  return (
    <Popover title={t("range")} className="control"
      button={<><CalendarIcon /><span class="hidden">{t("range")}: </span>{named && <strong>{named}</strong>}<span class={named ? "muted wide-only" : ""}>{format.days(days)}</span></>}>
      {(close) => {
        const take = (range: Range): void => {
          close();
          go({ range });
        };
        return (
          <div class="range">
            <div class="presets">
              {presets.map((preset) => (
                <button key={preset} type="button" class="pick" aria-pressed={preset === view.range} onClick={() => take(preset)}>{name(preset)}</button>
              ))}
            </div>
            <div>
              <p class="label">{t("ownRange")}</p>
              <DaysPicker days={days} pick={take} />
            </div>
          </div>
        );
      }}
    </Popover>
  );
}

function CalendarIcon(): JSX.Element {
  return (
    <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M4 6h16v14H4zM4 10h16M8 3v4M16 3v4" /></svg>
  );
}
