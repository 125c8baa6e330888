import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../answer.ts";
import { get, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { changeOf, countsText, valueText } from "../figure.ts";
import type { Format } from "../format.ts";
import { order } from "../leading.ts";
import type { Catalog, Figure, Metric } from "../shapes.ts";
import type { Effect, Note } from "../shapes/notes.ts";
import { notes as words } from "../text/notes.ts";
import { nameOf } from "./about.tsx";
import { Choice } from "./choice.tsx";
import { Failed } from "./notice.tsx";
import { Table } from "./table.tsx";
import { ChangeMark } from "./tile.tsx";

// usual are the metrics that are compared for a note about no stage.
const usual = ["visitors", "sessions", "add_to_cart_rate", "cart_abandonment_rate", "checkout_abandonment_rate", "conversion_rate", "orders", "revenue", "aov"];

const lengths = ["7", "14", "28"] as const;

// EffectTable compares the days from a note on with as many before it.
export function EffectTable({ note, catalog }: { note: Note; catalog: Catalog }): JSX.Element {
  const { format, view, site } = useWorld();
  const { t } = format;
  const [days, setDays] = useState<(typeof lengths)[number]>("14");
  const metrics = note.stage ? order[note.stage] : usual;
  const question: Query = [["site", site.name], ["days", days], ["metrics", metrics.filter((id) => catalog.metrics.some((m) => m.id === id)).join(",")],
    ...view.filters.map((f): [string, string] => ["filter", f])];
  const answer = useAnswer(JSON.stringify([note.id, note.date, question]), (signal) => get<Effect>(`annotations/${note.id}/effect`, question, signal), (e) => e.folding === true);
  const effect = answer.value;
  if (answer.failure && !answer.busy) return <Failed failure={answer.failure} retry={answer.retry} />;
  if (!effect) return <p>{t("loading")}</p>;
  const definition = (m: Metric): string => {
    const found = catalog.metrics.find((d) => d.id === m.id);
    return found ? nameOf(found, format) : m.id;
  };
  return (
    <div class={answer.busy ? "effect waiting" : "effect"} aria-busy={answer.busy}>
      <Choice legend={t(words.effectDays)} value={days} choose={setDays} options={lengths.map((n) => ({ value: n, text: format.count(Number(n)) }))} />
      <p>{t(words.effectOf, { n: effect.days, after: format.days(effect), before: format.days(effect.compared) })}</p>
      {effect.compared.partial && <p>{t(words.effectPartial)}</p>}
      <Table stacked hideCaption caption={t(words.effect)} rows={effect.metrics} id={(m) => m.id} columns={[
        { name: t(words.metric), cell: definition },
        { name: t(words.before), numeric: true, cell: (m) => (effect.compared.partial ? "–" : figureText(m, m.previous, format)) },
        { name: t(words.after), numeric: true, cell: (m) => figureText(m, m, format) },
        { name: t(words.change), cell: (m) => <Changed metric={m} partial={effect.compared.partial === true} /> },
      ]} />
      <p class="small muted">{t(words.effectNote)}</p>
    </div>
  );
}

function Changed({ metric, partial }: { metric: Metric; partial: boolean }): JSX.Element {
  const { format } = useWorld();
  const change = partial ? undefined : changeOf(metric, format);
  return change ? <ChangeMark change={change} /> : <>–</>;
}

function figureText(metric: Metric, figure: Figure | undefined, format: Format): JSX.Element | string {
  if (!figure || figure.value === null) return format.t("noData");
  return <>{valueText(metric, figure.value, format, true)} <small>{countsText(metric, figure, format)}</small></>;
}
