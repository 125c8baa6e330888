import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import { remove } from "../client.ts";
import { ChangedContext, useWorld } from "../context.ts";
import { valueText } from "../figure.ts";
import { useSaving } from "../saving.ts";
import { may, type Catalog } from "../shapes.ts";
import type { Goal } from "../shapes/notes.ts";
import { notes as words } from "../text/notes.ts";
import { nameOf } from "./about.tsx";
import { Table } from "./table.tsx";
import { Wrong } from "./wrong.tsx";

// GoalTable are the goals that somebody has set.
export function GoalTable({ goals, catalog }: { goals: readonly Goal[]; catalog: Catalog }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const writes = may(site, "write");
  const name = (goal: Goal): string => {
    const found = catalog.metrics.find((d) => d.id === goal.metric);
    return found ? nameOf(found, format) : goal.metric;
  };
  return (
    <section class="card" aria-labelledby="goals">
      <h2 id="goals">{t(words.goals)}</h2>
      <p class="muted">{t(writes ? words.goalsNote : "editorsWrite")}</p>
      {goals.length === 0 ? <p>{t(words.noGoals)}</p> : (
        <Table stacked hideCaption caption={t(words.goals)} rows={goals} id={(g) => g.metric} columns={[
          { name: t(words.metric), cell: name },
          { name: t(words.goal), numeric: true, cell: (g) => valueText({ id: g.metric, unit: g.unit, currency: site.currency }, g.value, format) },
          ...(writes ? [{ name: t(words.actions), cell: (g: Goal) => <Remove goal={g} name={name(g)} /> }] : []),
        ]} />
      )}
    </section>
  );
}

function Remove({ goal, name }: { goal: Goal; name: string }): JSX.Element {
  const { format, site } = useWorld();
  const changed = useContext(ChangedContext);
  const { busy, failure, save } = useSaving(changed);
  return (
    <>
      <button type="button" class="button quiet small" disabled={busy} onClick={() => save(() => remove("goals/" + goal.metric, [["site", site.name]]))}>
        {format.t("removeIt")}<span class="hidden">: {name}</span>
      </button>
      <Wrong failure={failure} />
    </>
  );
}
