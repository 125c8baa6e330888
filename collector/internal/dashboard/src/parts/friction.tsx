import type { JSX } from "preact";
import type { Query } from "../client.ts";
import { useWorld } from "../context.ts";
import type { Format } from "../format.ts";
import type { Friction, FrictionReason } from "../shapes.ts";
import { Download } from "./download.tsx";
import { Table, type Column } from "./table.tsx";

// Row is a reason, or the checkouts that were left without any to be seen.
type Row = FrictionReason | { reason: "unknown"; leading: number; left_behind: string };

// FrictionTable weighs what was seen before leaving.
export function FrictionTable({ friction, question }: { friction: Friction; question: Query }): JSX.Element {
  const { format } = useWorld();
  const { t } = format;
  const rows: Row[] = [...friction.reasons.filter((r) => r.reason !== "unknown"), { reason: "unknown", ...friction.unknown }];
  return (
    <section class="card" aria-labelledby="friction">
      <h2 id="friction">{t("frictionTitle")}</h2>
      <p>{t("frictionSums", { checkouts: format.count(friction.checkouts), abandoned: format.count(friction.abandoned), pending: format.count(friction.pending) })}</p>
      {friction.checkouts === 0 ? <p class="muted">{t("noCheckouts")}</p> : (
        <>
          {friction.reasons.length === 0 && <p>{t("noFriction")}</p>}
          <Table stacked hideCaption caption={t("frictionTitle")} rows={rows} id={(r) => r.reason} columns={columns(friction, format)} />
          <p class="small muted">{t("frictionNote")}</p>
          {friction.aov !== null && <p class="small muted">{t("atRiskNote", { aov: format.money(friction.aov, friction.currency) })}</p>}
          <p class="small muted">{t("leadingNote")}</p>
        </>
      )}
      <Download report="friction" name={t("frictionTitle")} query={question} />
    </section>
  );
}

function columns(friction: Friction, format: Format): Column<Row>[] {
  const { t } = format;
  const money = (amount: string, currency = friction.currency): string => format.money(amount, currency, true);
  const share = (ratio: number | null): string => (ratio === null ? "–" : format.percent(ratio));
  const ofSeen = (cell: (r: FrictionReason) => JSX.Element | string) => (r: Row): JSX.Element | string => ("checkouts" in r ? cell(r) : "–");
  return [
    { name: t("reason"), cell: (r) => format.word(r.reason) },
    { name: t("checkoutsWith"), numeric: true, cell: ofSeen((r) => format.count(r.checkouts)) },
    {
      name: t("abandonedWith"), numeric: true,
      cell: ofSeen((r) => <><strong>{share(r.abandonment)}</strong> <small>{t("ofCount", { part: format.count(r.abandoned), whole: format.count(r.checkouts) })}</small></>),
    },
    { name: t("abandonedWithout"), numeric: true, cell: ofSeen((r) => (r.abandonment_without === null ? t("noComparison") : share(r.abandonment_without))) },
    {
      name: t("leftBehind"), numeric: true,
      cell: (r) => <>{money(r.left_behind)}{"left_behind_currencies" in r && r.left_behind_currencies?.map((c) => <small key={c.currency}> {money(c.value, c.currency)}</small>)}</>,
    },
    {
      name: t("revenueAtRisk"), numeric: true,
      cell: ofSeen((r) => (r.at_risk === null ? t("noComparison") : (
        <><strong>{money(r.at_risk.value)}</strong> <small>{t("betweenShares", { low: money(r.at_risk.low), high: money(r.at_risk.high) })}</small></>
      ))),
    },
    { name: t("leadingReason"), numeric: true, cell: (r) => format.count(r.leading) },
  ];
}
