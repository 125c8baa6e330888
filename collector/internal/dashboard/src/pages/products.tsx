import type { JSX } from "preact";
import { useAnswer, type Answer } from "../answer.ts";
import { get } from "../client.ts";
import { useWorld } from "../context.ts";
import { Nothing } from "../parts/notice.tsx";
import { PageFrame, Skeleton } from "../parts/pageframe.tsx";
import { ProductTable } from "../parts/products.tsx";
import { viewQuery } from "../question.ts";
import type { Catalog } from "../shapes.ts";
import type { Products } from "../shapes/products.ts";
import { products as words } from "../text/products.ts";

// ProductsPage shows which products are looked at and not bought.
export function ProductsPage({ catalog }: { catalog: Answer<Catalog> }): JSX.Element {
  const { format, view, site, today } = useWorld();
  const { t } = format;
  const question = viewQuery(view, site, today);
  const answer = useAnswer(JSON.stringify([question, view.sort]),
    (signal) => get<Products>("products", [...question, ["sort", view.sort]], signal), (value) => value.folding === true);
  const value = answer.value;
  return (
    <PageFrame title={t("productsPage")} intro={t(words.intro)} catalog={catalog.value} answer={answer} folding={value?.folding} skeleton={<Skeleton />}>
      {value && (value.products.length === 0
        ? <Nothing say={t(words.empty)} next={t(words.emptyNext)} />
        : <ProductTable key="products" answer={value} question={question} />)}
    </PageFrame>
  );
}
