import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import type { Customers } from "../shapes/customers.ts";
import { customers as words } from "../text/customers.ts";
import { Link } from "./link.tsx";
import { Table } from "./table.tsx";

// ExpectedOrders tells who should be back when, the soonest first.
export function ExpectedOrders({ customers }: { customers: Customers }): JSX.Element {
  const { format, view, today } = useWorld();
  const { t } = format;
  const { next } = customers;
  const days = (n: number): string => t(words.inDays, { n: Math.round(n) });
  const sums = [[words.overdue, next.overdue], [words.dueWeek, next.due_7_days], [words.dueMonth, next.due_30_days], [words.later, next.later]] as const;
  return (
    <section class="card" aria-labelledby="expected">
      <h2 id="expected">{t(words.next)}</h2>
      {view.segment && <p>{t(words.onlySegment, { segment: format.word(view.segment, "", words) })} · <Link to={{ segment: "" }}>{t(words.allCustomers)}</Link></p>}
      <p class="muted">{t(words.nextNote, { gap: next.shop_gap_days === null ? t(words.gapUnknown) : days(next.shop_gap_days) })}</p>
      <dl class="sums">{sums.map(([name, n], i) => <div key={i}><dt>{t(name)}</dt><dd>{format.count(n)}</dd></div>)}</dl>
      {next.list.length === 0 ? <p>{t(words.noNext)}</p> : (
        <Table stacked hideCaption caption={t(words.next)} rows={next.list} id={(e) => e.customer} columns={[
          { name: t(words.customer), cell: (e) => <Link to={{ page: "people", person: e.customer, kind: "customer" }}><bdi>{e.customer}</bdi></Link> },
          { name: t(words.orders), numeric: true, cell: (e) => format.count(e.orders) },
          { name: t(words.lastOrder), numeric: true, cell: (e) => format.date(e.last) },
          { name: t(words.gap), numeric: true, cell: (e) => <>{days(e.gap_days)} <small>{t(e.own_gap ? words.ownGap : words.shopGap)}</small></> },
          { name: t(words.expected), numeric: true, cell: (e) => <>{format.date(e.expected)}{e.expected < today && <small class="late">{t(words.overdue)}</small>}</> },
        ]} />
      )}
      {!!next.left_out && <p>{t(words.leftOut, { n: next.left_out })}</p>}
    </section>
  );
}
