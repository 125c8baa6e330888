import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import { put, remove, type Query } from "../client.ts";
import { ChangedContext, useWorld } from "../context.ts";
import { fieldOf, numberIn } from "../entered.ts";
import { useSaving } from "../saving.ts";
import type { Metric } from "../shapes.ts";
import { NumberField } from "./numberfield.tsx";
import { Wrong } from "./wrong.tsx";

// GoalForm says where a metric is to get.
export function GoalForm({ metric, name }: { metric: Metric; name: string }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const changed = useContext(ChangedContext);
  const measure = { unit: metric.unit, currency: metric.currency ?? "" };
  const [open, setOpen] = useState(false);
  const [value, setValue] = useState(metric.goal === undefined ? "" : fieldOf(String(metric.goal), measure, format));
  const { busy, failure, save } = useSaving(() => { setOpen(false); changed(); });
  const path = "goals/" + metric.id;
  const of: Query = [["site", site.name]];
  if (!open) return <p><button type="button" class="button quiet small" onClick={() => setOpen(true)}>{t(metric.goal === undefined ? "setGoal" : "changeGoal")}</button></p>;
  return (
    <form class="form" onSubmit={(e) => {
      e.preventDefault();
      const number = numberIn(value, measure, format);
      if (number !== undefined) save(() => put(path, { value: number }, of));
    }}>
      <NumberField label={t("goalFor", { metric: name })} value={value} measure={measure} change={setValue} />
      <Wrong failure={failure} />
      <p class="actions">
        <button class="button" disabled={busy}>{t("save")}</button>
        {metric.goal !== undefined && <button type="button" class="button quiet" disabled={busy} onClick={() => save(() => remove(path, of))}>{t("removeIt")}</button>}
      </p>
    </form>
  );
}
