import type { JSX } from "preact";
import type { Query } from "../client.ts";
import { useWorld } from "../context.ts";
import type { Customers } from "../shapes/customers.ts";
import { customers as words } from "../text/customers.ts";
import { Bar } from "./bar.tsx";
import { Download } from "./download.tsx";
import { Link } from "./link.tsx";
import { none, Table } from "./table.tsx";

// SegmentTable are the groups that customers fall into by how they buy, each with what it
// means. A group's name leads to its own list of expected orders.
export function SegmentTable({ customers, question }: { customers: Customers; question: Query }): JSX.Element {
  const { format, view } = useWorld();
  const { t } = format;
  const revenue = customers.segments.reduce((sum, s) => sum + Number(s.net_revenue), 0);
  return (
    <section class="card" aria-labelledby="segments">
      <h2 id="segments">{t(words.segments)} <span class="count">{format.count(customers.customers)}</span></h2>
      <p class="muted">{t(words.segmentsNote)}</p>
      {!customers.enough && <p>{t(words.notEnough, { needed: format.count(customers.needed), n: customers.customers })}</p>}
      {customers.enough && (
        <Table stacked hideCaption caption={t(words.segments)} rows={customers.segments.filter((s) => s.customers > 0)} id={(s) => s.id} columns={[
          { name: t(words.segment), cell: (s) => <><Link to={{ segment: view.segment === s.id ? "" : s.id }} current={view.segment === s.id}>{format.word(s.id, "", words)}</Link><small class="note">{format.word(s.id + "_is", "", words)}</small></> },
          { name: t(words.customers), numeric: true, cell: (s) => <Bar share={s.share ?? 0}>{format.count(s.customers)}{s.share !== null && <small>{format.percent(s.share)}</small>}</Bar> },
          { name: t(words.orders), numeric: true, cell: (s) => format.count(s.orders) },
          { name: t(words.netRevenue), numeric: true, cell: (s) => <Bar share={Number(s.net_revenue) / revenue}>{format.money(s.net_revenue, customers.currency, true)}{s.currencies?.map((c) => <small key={c.currency}>{format.money(c.value, c.currency, true)}</small>)}</Bar> },
          { name: t(words.lastOrder), numeric: true, cell: (s) => (s.recency_days.median === null ? none : <>{t(words.daysAgo, { n: Math.floor(s.recency_days.median) })}</>) },
        ]} />
      )}
      <Download report="customers" name={t(words.segments)} query={question} />
    </section>
  );
}
