import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Query } from "../client.ts";
import { useWorld } from "../context.ts";
import type { CohortCell, Cohorts } from "../shapes/customers.ts";
import { customers as words } from "../text/customers.ts";
import { largest } from "./bar.tsx";
import { Choice } from "./choice.tsx";
import { Download } from "./download.tsx";

// Measure is what the cells show.
type Measure = "share" | "net_revenue" | "cumulative";

// CohortTable is a table with a row for each cohort and a column for each period after its
// first. The colour says what stands in the cell once more.
export function CohortTable({ answer, question }: { answer: Cohorts; question: Query }): JSX.Element {
  const { format, view, go } = useWorld();
  const { t } = format;
  const [measure, setMeasure] = useState<Measure>("share");
  // Before its first customer a shop has nobody who could come back.
  const first = answer.cohorts.findIndex((c) => c.customers > 0);
  const rows = first < 0 ? [] : answer.cohorts.slice(first);
  const cells = rows.flatMap((c) => c.cells);
  const last = largest(cells, (c) => c.period);
  // In its first period every cohort is whole, which would leave no colour to the rest.
  const most = largest(measure === "share" ? cells.filter((c) => c.period > 0) : cells, (c) => Number(c[measure] ?? 0));
  const name = (start: string): string => (answer.period === "month" ? format.monthName(start) : format.date(start));
  const [same, after] = answer.period === "month" ? [words.sameMonth, words.monthsLater] : [words.sameWeek, words.weeksLater];
  const later = (n: number): string => (n === 0 ? t(same) : t(after, { n }));
  return (
    <div class="card" id="cohorts">
      <h2>{t(words.cohorts)}</h2>
      <p class="muted">{t(words.cohortsNote)}</p>
      <div class="choices">
        <Choice legend={t(words.period)} value={view.period} choose={(period) => go({ period })}
          options={[{ value: "month", text: t(words.month) }, { value: "week", text: t(words.week) }]} />
        <Choice legend={t(words.show)} value={measure} choose={setMeasure}
          options={[{ value: "share", text: t(words.showShare) }, { value: "net_revenue", text: t(words.showRevenue) }, { value: "cumulative", text: t(words.showTotal) }]} />
      </div>
      {rows.length === 0 ? <p>{t(words.noCohorts)}</p> : (
        <>
          <div class="table-scroll heat" role="region" aria-label={t(words.cohorts)} tabIndex={0}>
            <table>
              <caption class="hidden">{t(words.cohorts)}</caption>
              <thead>
                <tr>
                  <th scope="col">{t(words.firstOrder)}</th>
                  <th scope="col" class="numeric">{t(words.customers)}</th>
                  {Array.from({ length: last + 1 }, (_, n) => (
                    <th key={n} scope="col" class="numeric">{later(n)}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((cohort) => (
                  <tr key={cohort.start}>
                    <th scope="row">{name(cohort.start)}</th>
                    <td class="numeric">{format.count(cohort.customers)}</td>
                    {cohort.cells.map((cell) => <Cell key={cell.period} cell={cell} measure={measure} most={most} currency={answer.currency} />)}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {cells.some((c) => !c.over) && <p class="small muted">{t(words.notOverNote)}</p>}
        </>
      )}
      <Download report="cohorts" name={t(words.cohorts)} query={question} />
    </div>
  );
}

interface CellProps {
  cell: CohortCell;
  measure: Measure;
  most: number; // what has the full colour
  currency: string;
}

function Cell({ cell, measure, most, currency }: CellProps): JSX.Element {
  const { format } = useWorld();
  const value = cell[measure];
  const heat = Math.max(0, Math.min(1, Number(value ?? 0) / most)) || 0;
  return (
    <td class={cell.over ? "numeric warm" : "numeric warm running"} style={{ "--heat": String(heat) }}>
      {measure !== "share" ? <>{format.money(cell[measure], currency, true)}{cell.currencies?.map((c) => <small key={c.currency}>{format.money(c[measure], c.currency, true)}</small>)}</> : cell.share === null ? "–" : <>{format.percent(cell.share)}<small>{format.count(cell.customers)}</small></>}
      {!cell.over && <span class="hidden">{format.t(words.notOver)}</span>}
    </td>
  );
}
