import type { JSX } from "preact";
import { useAnswer, type Answer } from "../answer.ts";
import { get, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { FrictionTable } from "../parts/friction.tsx";
import { Empty } from "../parts/notice.tsx";
import { PageFrame } from "../parts/pageframe.tsx";
import { RefusalTable } from "../parts/refusals.tsx";
import { FunnelSkeleton, Steps } from "../parts/steps.tsx";
import { viewQuery } from "../question.ts";
import { readFunnel } from "../reading.ts";
import type { Catalog, Friction, Funnel } from "../shapes.ts";
import { steps as words } from "../text/steps.ts";

// FunnelPage shows where visits, carts or persons end on their way to an order, and what they met there.
export function FunnelPage({ catalog }: { catalog: Answer<Catalog> }): JSX.Element {
  const { format, view, site, today } = useWorld();
  const question = viewQuery(view, site, today);
  const steps: Query = [...question, ["mode", view.mode], ["unit", view.unit]];
  const answer = useAnswer(JSON.stringify(steps), async (signal) => {
    const [funnel, friction] = await Promise.all([
      get<Funnel>("funnel", steps, signal),
      get<Friction>("friction", question, signal),
    ]);
    return { funnel: readFunnel(funnel), friction };
  }, ({ funnel }) => funnel.folding === true);
  const value = answer.value;
  const empty = value && (value.funnel.steps[0]?.count ?? 0) === 0 && value.friction.checkouts + value.friction.pending + value.friction.refusals.length === 0;
  return (
    <PageFrame title={format.t("purchaseFunnel")} intro={format.t(words.intro)} catalog={catalog.value} answer={answer} folding={value?.funnel.folding}
      skeleton={<FunnelSkeleton />}>
      {value && (empty ? <Empty /> : (
        <div key="funnel">
          <Steps funnel={value.funnel} question={steps} />
          <FrictionTable friction={value.friction} question={question} />
          {value.friction.refusals.length > 0 && <RefusalTable friction={value.friction} question={question} />}
        </div>
      ))}
    </PageFrame>
  );
}
