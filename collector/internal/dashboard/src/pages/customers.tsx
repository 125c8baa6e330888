import type { JSX } from "preact";
import { joined, useAnswer, type Answer } from "../answer.ts";
import { get } from "../client.ts";
import { useWorld } from "../context.ts";
import { CohortTable } from "../parts/cohorts.tsx";
import { ExpectedOrders } from "../parts/expected.tsx";
import { Nothing } from "../parts/notice.tsx";
import { PageFrame, Skeleton } from "../parts/pageframe.tsx";
import { SegmentTable } from "../parts/segments.tsx";
import { filterQuery, stepQuery } from "../question.ts";
import type { Query } from "../client.ts";
import type { Catalog } from "../shapes.ts";
import type { Cohorts, Customers } from "../shapes/customers.ts";
import { customers as words } from "../text/customers.ts";

// CustomersPage shows who comes back. Range and filters are those of the first orders; groups
// and expected orders look at whole histories.
export function CustomersPage({ catalog }: { catalog: Answer<Catalog> }): JSX.Element {
  const { format, view, site, today } = useWorld();
  const { t } = format;
  const first: Query = [...filterQuery(view, site, today), ["period", view.period], ...stepQuery(format)];
  const history: Query = [["site", site.name], ...(view.segment ? [["segment", view.segment] as [string, string]] : [])];
  const answer = joined(
    useAnswer(JSON.stringify(first), (signal) => get<Cohorts>("cohorts", first, signal), (value) => value.folding === true),
    useAnswer(JSON.stringify(history), (signal) => get<Customers>("customers", history, signal), (value) => value.folding === true),
  );
  const [cohorts, customers] = answer.value ?? [];
  return (
    <PageFrame title={t("customersPage")} intro={t(words.intro)} catalog={catalog.value} heeds="filters" answer={answer}
      folding={cohorts?.folding || customers?.folding} skeleton={<Skeleton />}>
      {cohorts && customers && (customers.customers === 0
        ? <Nothing say={t(words.empty)} next={t(words.emptyNext)} />
        : (
          <div key="customers">
            <CohortTable answer={cohorts} question={first} />
            <SegmentTable customers={customers} question={history} />
            <ExpectedOrders customers={customers} />
          </div>
        ))}
    </PageFrame>
  );
}
