import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import { NotesContext, useWorld } from "../context.ts";
import { changeOf, countsText, show, valueText } from "../figure.ts";
import type { Format } from "../format.ts";
import { marksOf } from "../marks.ts";
import { intervalOf } from "../range.ts";
import { may, type Days, type Definition, type Metric } from "../shapes.ts";
import { GoalForm } from "./goalform.tsx";
import { Table } from "./table.tsx";

interface Props {
  metric: Metric;
  definition: Definition;
  days: Days;
  compared: Days | undefined;
  brief: boolean; // without the table, which would be one more stop for the Tab key
}

// About is all there is to say about a metric: what it means, how sure it is, what it was
// made of, and the table behind its line.
export function About({ metric, definition, days, compared, brief }: Props): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const shown = show(metric, metric, format);
  const change = changeOf(metric, format);
  return (
    <div class="about">
      <p class="about-name">{nameOf(definition, format)}</p>
      <p>{definitionOf(definition, format)}</p>
      <p class="about-value">{metric.value === null ? t("noData") : valueText(metric, metric.value, format)}
        {shown && metric.denominator !== undefined && <span class="muted"> {countsText(metric, metric, format)}</span>}</p>
      {metric.low !== undefined && metric.high !== undefined && (
        <p>{t("interval", { low: bound(metric, metric.low, format), high: bound(metric, metric.high, format) })}</p>
      )}
      {compared && metric.previous && (
        <p>
          {t("comparedWith", { range: format.days(compared) })}: {metric.previous.value === null ? t("noData") : valueText(metric, metric.previous.value, format)}
          {metric.previous.denominator !== undefined && <span class="muted"> {countsText(metric, metric.previous, format)}</span>}.
          {change && change.way !== "level" && <> {change.text}.</>}
          {metric.low !== undefined && metric.change !== undefined && metric.change !== 0 && <> {t(metric.significant ? "certain" : "chance")}</>}
        </p>
      )}
      {metric.goal !== undefined && <p>{t("goalIs", { goal: valueText(metric, metric.goal, format) })}</p>}
      {!brief && metric.better !== "neither" && may(site, "write") && <GoalForm metric={metric} name={nameOf(definition, format)} />}
      {!!metric.pending && <p>{t("stillOpen", { n: metric.pending })}. {t("stillOpenNote")}</p>}
      {metric.matured_until && <p>{t("settledUntil", { time: format.time(metric.matured_until, site.timezone) })}</p>}
      {metric.suspect && <p class="bad-text">{t("suspect")}</p>}
      {!!metric.currencies?.length && (
        <>
          <p>{t("otherCurrencies")}</p>
          <ul>{metric.currencies.map((c) => <li key={c.currency}>{c.value === null ? t("noData") : valueText({ ...metric, currency: c.currency }, c.value, format)}</li>)}</ul>
        </>
      )}
      {!brief && !!metric.series?.length && <Course metric={metric} name={nameOf(definition, format)} days={days} />}
    </div>
  );
}

// Course is the table behind a line.
function Course({ metric, name, days }: { metric: Metric; name: string; days: Days }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const interval = intervalOf(days);
  const notes = useContext(NotesContext);
  const marked = marksOf(metric.series ?? [], notes);
  const written = (start: string): string[] => notes.filter((_, i) => metric.series?.[marked[i] ?? -1]?.start === start).map((n) => n.text);
  const when = (start: string): string =>
    interval === "hour" && start.length > 10 ? format.time(start, site.timezone) : interval === "month" ? format.monthName(start) : format.shortDate(start);
  return (
    <details>
      <summary>{t("asTable")}</summary>
      <Table caption={t("valuesOverTime", { metric: name })} hideCaption rows={metric.series ?? []} id={(s) => s.start} columns={[
        { name: t("time"), cell: (s) => <>{when(s.start)}{written(s.start).map((text) => <small key={text} class="note"><bdi>{text}</bdi></small>)}</> },
        { name: t("value"), numeric: true, cell: (s) => (s.value === null ? "–" : valueText(metric, s.value, format)) },
        ...(metric.denominator === undefined ? [] : [{ name: t("counts"), numeric: true, cell: (s: NonNullable<Metric["series"]>[number]) => countsText(metric, s, format) }]),
      ]} />
    </details>
  );
}

// bound is the end of an interval. Of money whole units are enough: it is an estimate.
function bound(metric: Metric, n: number, format: Format): string {
  return valueText(metric, metric.unit === "money" ? String(Math.round(n)) : n, format);
}

export function nameOf(definition: Definition, format: Format): string {
  return definition.names[format.settings.language] ?? definition.names["en"] ?? definition.id;
}

function definitionOf(definition: Definition, format: Format): string {
  return definition.definitions[format.settings.language] ?? definition.definition;
}
