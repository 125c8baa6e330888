import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import { NotesContext, useWorld } from "../context.ts";
import { changeOf, goalProgress, show, valueText, type Change } from "../figure.ts";
import type { Days, Definition, Metric } from "../shapes.ts";
import { marksOf } from "../marks.ts";
import { About, nameOf } from "./about.tsx";
import { Popover } from "./popover.tsx";
import { Sparkline } from "./sparkline.tsx";

interface Props {
  metric: Metric;
  definition: Definition;
  days: Days;
  compared: Days | undefined;
  headline?: boolean;
}

// Tile is one metric: its name, which explains itself, its value with what it was made of,
// its course and how it changed.
export function Tile({ metric, definition, days, compared, headline = false }: Props): JSX.Element {
  const { format } = useWorld();
  const { t } = format;
  const notes = useContext(NotesContext);
  const name = nameOf(definition, format);
  const shown = show(metric, metric, format);
  const change = changeOf(metric, format);
  return (
    <div class={headline ? "tile headline" : "tile"} data-metric={metric.id}>
      <Popover hint title={t("aboutMetric", { metric: name })} className="term" button={name}>
        {(_close, brief) => <About metric={metric} definition={definition} days={days} compared={compared} brief={brief} />}
      </Popover>
      <div class="tile-row">
        {shown ? <span class="value">{shown.lead}</span> : <span class="value missing">{t("noData")}</span>}
        {metric.series && <Sparkline values={metric.series.map((s) => (s.value === null ? null : Number(s.value)))} marks={marksOf(metric.series, notes)} />}
      </div>
      <div class="tile-notes">
        {shown && shown.beside !== "" && <span>{shown.beside}</span>}
        {change && <ChangeMark change={change} />}
        {!!metric.pending && <span>{t("stillOpen", { n: metric.pending })}</span>}
        {metric.currencies?.map((c) => c.value !== null && <span key={c.currency}>{valueText({ ...metric, currency: c.currency }, c.value, format, true)}</span>)}
      </div>
      <GoalBar metric={metric} />
    </div>
  );
}

// ChangeMark says how a metric moved, and whether that is good.
export function ChangeMark({ change }: { change: Change }): JSX.Element {
  const { t } = useWorld().format;
  return (
    <span class={`change ${change.judgement}`}>
      {change.way !== "level" && <svg class={`way ${change.way}`} viewBox="0 0 10 10" aria-hidden="true" focusable="false"><path d="M5 1.5l4 7H1z" /></svg>}
      {change.text}
      {(change.judgement === "better" || change.judgement === "worse") && <strong> {t(change.judgement)}</strong>}
    </span>
  );
}

function GoalBar({ metric }: { metric: Metric }): JSX.Element | null {
  const { format } = useWorld();
  const progress = goalProgress(metric);
  if (metric.goal === undefined) return null;
  return (
    <div class="goal">
      <span>{format.t("goalIs", { goal: valueText(metric, metric.goal, format, true) })}
        {progress && <strong class={progress.reached ? "better" : ""}> {format.t(progress.reached ? "goalReached" : "goalOpen")}</strong>}</span>
      {progress && (
        <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label={`${format.t("goalProgress")}: ${format.percent(progress.share)}`}>
          <rect class="bar-rest" width="100" height="4" /><rect class="bar-done" width={progress.share * 100} height="4" />
        </svg>
      )}
    </div>
  );
}
