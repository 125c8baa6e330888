import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import type { Query } from "../client.ts";
import { ChangedContext, useWorld } from "../context.ts";
import { fieldOf, signOf } from "../entered.ts";
import type { Format } from "../format.ts";
import { may, type Aim, type Touchpoint, type Touchpoints } from "../shapes.ts";
import { touchpoints as words } from "../text/touchpoints.ts";
import { Bar, largest } from "./bar.tsx";
import { Download } from "./download.tsx";
import { Popover } from "./popover.tsx";
import { none, Table } from "./table.tsx";
import { measureOf, TouchpointForm } from "./touchpointform.tsx";

// TouchpointTable has a row for each touchpoint, with what came of it and its goal.
export function TouchpointTable({ answer, question }: { answer: Touchpoints; question: Query }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const rows = answer.touchpoints;
  const most = largest(rows, (p) => p.sessions);
  return (
    <section class="card" aria-labelledby="touchpoints">
      <h2 id="touchpoints" class="hidden">{t("touchpointsPage")}</h2>
      <Table stacked hideCaption caption={t("touchpointsPage")} rows={rows} id={(p) => p.touchpoint} columns={[
        { name: t(words.touchpoint), cell: (p) => <><bdi>{p.label ?? p.touchpoint}</bdi><small class="note">{p.label !== null && <><bdi>{p.touchpoint}</bdi> · </>}{format.word(p.surface)}</small></> },
        { name: t(words.stage), cell: (p) => t(p.stage) },
        { name: t(words.seen), numeric: true, cell: (p) => (p.impressions > 0 ? t("views", { n: p.impressions }) : t("events", { n: p.events })) },
        { name: t(words.clicks), numeric: true, cell: (p) => (p.clicks === 0 && p.ctr === null ? none : <>{format.count(p.clicks)}{p.ctr !== null && <small>{format.percent(p.ctr)}</small>}</>) },
        { name: t(words.sessions), numeric: true, cell: (p) => <Bar share={p.sessions / most}>{format.count(p.sessions)}</Bar> },
        { name: t(words.orders), numeric: true, cell: (p) => format.count(p.orders) },
        { name: t(words.revenue), numeric: true, cell: (p) => <>{format.money(p.revenue, answer.currency, true)}{p.currencies?.map((c) => <small key={c.currency}>{format.money(c.value, c.currency, true)}</small>)}</> },
        { name: t(words.goal), cell: (p) => (p.goal ? <Progress goal={p.goal} currency={answer.currency} /> : none) },
        ...(may(site, "write") ? [{ name: t(words.settings), cell: (p: Touchpoint) => <Edit touchpoint={p} /> }] : []),
      ]} />
      {!!answer.left_out && <p>{t("leftOut", { n: answer.left_out })}</p>}
      <p class="small muted">{t(words.note)}</p>
      <Download report="touchpoints" name={t("touchpointsPage")} query={question} />
    </section>
  );
}

function Progress({ goal, currency }: { goal: NonNullable<Touchpoint["goal"]>; currency: string }): JSX.Element {
  const { format } = useWorld();
  const { progress } = goal;
  return (
    <Bar share={progress ?? 0}>
      <span>{progress !== null && <strong class={progress >= 1 ? "better" : ""}>{format.percent(progress)} </strong>}
        <small>{format.t(words[goal.of])}: {goalText(goal, currency, format)}</small></span>
    </Bar>
  );
}

function goalText({ of, value }: Aim, currency: string, format: Format): string {
  if (of === "revenue") return format.money(value, currency, true);
  const measure = measureOf(of, currency);
  const n = Number(fieldOf(value, measure, format));
  return of === "ctr" ? format.percent(n / 100) : format.decimal(n, 2) + signOf(measure, format);
}

function Edit({ touchpoint }: { touchpoint: Touchpoint }): JSX.Element {
  const { t } = useWorld().format;
  const changed = useContext(ChangedContext);
  const name = touchpoint.label ?? touchpoint.touchpoint;
  return (
    <Popover title={t("editOf", { name })} label={t("editOf", { name })} className="button quiet small" button={t("edit")}>
      {(close) => <TouchpointForm touchpoint={touchpoint} done={() => { close(); changed(); }} />}
    </Popover>
  );
}
