import type { JSX } from "preact";
import { useAnswer, type Answer } from "../answer.ts";
import { get } from "../client.ts";
import { useWorld } from "../context.ts";
import { Nothing } from "../parts/notice.tsx";
import { PageFrame, Skeleton } from "../parts/pageframe.tsx";
import { TouchpointTable } from "../parts/touchpointtable.tsx";
import { viewQuery } from "../question.ts";
import type { Catalog, Touchpoints } from "../shapes.ts";
import { touchpoints as words } from "../text/touchpoints.ts";

// TouchpointsPage shows where shoppers and shop meet, and lets the merchant name these places.
export function TouchpointsPage({ catalog }: { catalog: Answer<Catalog> }): JSX.Element {
  const { format, view, site, today } = useWorld();
  const { t } = format;
  const question = viewQuery(view, site, today);
  const answer = useAnswer(JSON.stringify(question), (signal) => get<Touchpoints>("touchpoints", question, signal), (value) => value.folding === true);
  const value = answer.value;
  return (
    <PageFrame title={t("touchpointsPage")} intro={t(words.intro)} catalog={catalog.value} answer={answer} folding={value?.folding} skeleton={<Skeleton />}>
      {value && (value.touchpoints.length === 0
        ? <Nothing say={t(words.empty)} next={t(words.emptyNext)} />
        : <TouchpointTable key="touchpoints" answer={value} question={question} />)}
    </PageFrame>
  );
}
