import type { JSX } from "preact";
import type { Query } from "../client.ts";
import { useWorld } from "../context.ts";
import type { Format } from "../format.ts";
import type { Friction, Refusal } from "../shapes.ts";
import { refusals as words } from "../text/refusals.ts";
import { Download } from "./download.tsx";
import { none, Table, type Column } from "./table.tsx";

// RefusalTable says which fields refused which digits, what that came to, and what to do.
export function RefusalTable({ friction, question }: { friction: Friction; question: Query }): JSX.Element {
  const { format } = useWorld();
  const { t } = format;
  return (
    <section class="card" aria-labelledby="refusals">
      <h2 id="refusals">{t(words.title)}</h2>
      <p>{t(words.intro)}</p>
      <Table stacked hideCaption caption={t(words.title)} rows={friction.refusals} id={(r) => JSON.stringify([r.form, r.field, r.digits])} columns={columns(friction, format)} />
      {friction.refusals_left_out !== undefined && <p class="small muted">{t(words.leftOut, { n: format.count(friction.refusals_left_out) })}</p>}
      <p class="small muted">{t(words.note)}</p>
      <Download report="refusals" name={t(words.title)} query={question} />
    </section>
  );
}

function columns(friction: Friction, format: Format): Column<Refusal>[] {
  const { t } = format;
  const money = (amount: string): string => format.money(amount, friction.currency, true);
  const share = (ratio: number | null): string => (ratio === null ? none : format.percent(ratio));
  const nameOf = (r: Refusal): string => r.field || t(words.nameless);
  return [
    {
      name: t(words.field),
      cell: (r) => <><bdi>{nameOf(r)}</bdi><small class="note">{t(words[r.digits])}{r.form && <> · <bdi>{t(words.inForm, { form: r.form })}</bdi></>}</small></>,
    },
    { name: t(words.times), numeric: true, cell: (r) => format.count(r.times) },
    { name: t(words.people), numeric: true, cell: (r) => format.count(r.people) },
    {
      name: t("abandonedWith"), numeric: true,
      cell: (r) => (r.checkouts === 0 ? none : (
        <><strong>{share(r.abandonment)}</strong> <small>{t("ofCount", { part: format.count(r.abandoned), whole: format.count(r.checkouts) })}</small></>
      )),
    },
    { name: t("abandonedWithout"), numeric: true, cell: (r) => (r.checkouts === 0 ? none : share(r.abandonment_without)) },
    {
      name: t("revenueAtRisk"), numeric: true,
      cell: (r) => (r.at_risk === null ? none : (
        <><strong>{money(r.at_risk.value)}</strong> <small>{t("betweenShares", { low: money(r.at_risk.low), high: money(r.at_risk.high) })}</small></>
      )),
    },
    { name: t(words.remedy), cell: (r) => t(words[`fix_${r.digits}`], { field: nameOf(r) }) },
  ];
}
