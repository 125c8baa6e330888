import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import type { Quality } from "../shapes.ts";
import type { Key } from "../text/table.ts";
import { Table } from "./table.tsx";

interface Row {
  name: Key;
  n: number;
  whole?: number; // n is a part of it
  note?: Key; // what to do when n is not 0
}

// Coverage shows how much browser and server each saw.
export function Coverage({ quality }: { quality: Quality }): JSX.Element {
  const { format } = useWorld();
  const { t } = format;
  const c = quality.coverage;
  const events = (c.events["browser"] ?? 0) + (c.events["server"] ?? 0);
  const rows: Row[] = [
    { name: "fromBrowsers", n: c.events["browser"] ?? 0, whole: events },
    { name: "fromServers", n: c.events["server"] ?? 0, whole: events },
    { name: "ordersSeenByBrowser", n: c.browser_orders, whole: c.orders },
    { name: "ordersSeenByServer", n: c.server_orders, whole: c.orders },
    { name: "ordersWithoutVisit", n: c.orders_without_session, whole: c.orders, note: "ordersWithoutVisitNote" },
    { name: "anonymousVisits", n: c.hashed_sessions, whole: c.sessions, note: "anonymousNote" },
  ];
  const faults: Row[] = [
    { name: "reusedNumbers", n: c.reused_transaction_id, note: "reusedNumbersNote" },
    { name: "bursts", n: c.bursts ?? 0, note: "burstsNote" },
    { name: "crowds", n: c.crowds, note: "crowdsNote" },
    { name: "setAside", n: c.set_aside, note: "setAsideNote" },
  ];
  return (
    <section class="card">
      <h2>{t("coverage")}</h2>
      <p class="muted">{t("coverageNote")}</p>
      <Table stacked hideCaption caption={t("coverage")} rows={[...rows, ...faults.filter((f) => f.n > 0)]} id={(r) => r.name} columns={[
        { name: t("coverage"), cell: (r) => <>{t(r.name)}{r.note && r.n > 0 && <small class="note">{t(r.note)}</small>}</> },
        { name: t("number"), numeric: true, cell: (r) => (r.whole === undefined ? format.count(r.n) : t("ofCount", { part: format.count(r.n), whole: format.count(r.whole) })) },
        { name: t("share"), numeric: true, cell: (r) => (r.whole ? format.percent(r.n / r.whole) : "–") },
      ]} />
    </section>
  );
}
