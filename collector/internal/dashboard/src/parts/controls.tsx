import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import type { Catalog } from "../shapes.ts";
import type { Key } from "../text/table.ts";
import type { Compare } from "../view.ts";
import { Filters } from "./filters.tsx";
import { PersonaChoice } from "./personas.tsx";
import { RangePicker } from "./rangepicker.tsx";

const comparisons: Record<Compare, Key> = { previous: "comparePrevious", year: "compareYear", none: "compareNone" };

// Heeds is what a page goes by: nothing, the range, filters as well, the comparison as well.
export type Heeds = "nothing" | "range" | "filters" | "all";

// Controls are what the page that they stand on heeds.
export function Controls({ catalog, heeds }: { catalog: Catalog | undefined; heeds: Heeds }): JSX.Element {
  const { format, view, go } = useWorld();
  const { t } = format;
  return (
    <section class="controls" aria-label={t("options")}>
      <RangePicker />
      {heeds === "all" && (
        <label class="control select">
          <span class="hidden">{t("compare")}</span>
          <select value={view.compare} onChange={(e) => go({ compare: e.currentTarget.value as Compare })}>
            {(Object.keys(comparisons) as Compare[]).map((c) => <option key={c} value={c}>{t(comparisons[c])}</option>)}
          </select>
        </label>
      )}
      {(heeds === "filters" || heeds === "all") && <><Filters catalog={catalog} /><PersonaChoice /></>}
    </section>
  );
}
