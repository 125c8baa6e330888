import type { JSX } from "preact";
import type { Query } from "../client.ts";
import { useWorld } from "../context.ts";
import type { Format } from "../format.ts";
import type { Product, Products } from "../shapes/products.ts";
import { products as words } from "../text/products.ts";
import type { Choices } from "../view.ts";
import { Bar, largest } from "./bar.tsx";
import { Download } from "./download.tsx";
import { none, Table, type Column } from "./table.tsx";

// ProductTable has a row for each product, most of what it is sorted by first.
export function ProductTable({ answer, question }: { answer: Products; question: Query }): JSX.Element {
  const { format, view, go } = useWorld();
  const { t } = format;
  return (
    <section class="card" aria-labelledby="products">
      <h2 id="products" class="hidden">{t("productsPage")}</h2>
      <Table stacked hideCaption caption={t("productsPage")} rows={answer.products} id={(p) => p.product} columns={columns(answer, format)}
        order={{ by: view.sort, choose: (sort) => go({ sort: sort as Choices["sort"] }) }} />
      {answer.left_out > 0 && <p>{t("leftOut", { n: answer.left_out })}</p>}
      <p class="small muted">{t(words.note)}</p>
      <Download report="products" name={t("productsPage")} query={[...question, ["sort", view.sort]]} />
    </section>
  );
}

function columns({ products, currency, compared }: Products, format: Format): Column<Product>[] {
  const { t } = format;
  // A period before that was not measured as a whole is compared with nothing.
  const whole = compared !== undefined && !compared.partial;
  const pieces = (n: number): string => format.decimal(n, 3);
  const before = (text: string | undefined): JSX.Element | null => (whole && text !== undefined ? <small>{t(words.before, { n: text })}</small> : null);
  const counted = (order: Choices["sort"], name: string, of: (p: Product) => number, was: (p: NonNullable<Product["previous"]>) => number, note: (p: Product) => string): Column<Product> => {
    const most = largest(products, of);
    return {
      name, order, numeric: true,
      cell: (p) => <><Bar share={of(p) / most}>{pieces(of(p))}</Bar>{note(p) && <small>{note(p)}</small>}{before(p.previous && pieces(was(p.previous)))}</>,
    };
  };
  const share = (name: string, of: (p: Product) => number | null, note: (p: Product) => string): Column<Product> => ({
    name, numeric: true, cell: (p) => { const ratio = of(p); return ratio === null ? none : <>{format.percent(ratio)}{note(p) && <small>{note(p)}</small>}</>; },
  });
  return [
    { name: t(words.product), cell: (p) => <><bdi>{p.name ?? p.product}</bdi><small class="note"><bdi>{[p.category, p.name === null ? null : p.product].filter((s) => s !== null).join(" · ")}</bdi></small></> },
    counted("views", t(words.viewed), (p) => p.views, (was) => was.views, () => ""),
    counted("added", t(words.added), (p) => p.added, (was) => was.added, (p) => (p.removed > 0 ? t(words.takenOut, { n: p.removed }) : "")),
    share(t(words.viewToCart), (p) => p.view_to_cart, (p) => t(words.ofVisits, { n: p.view_sessions })),
    counted("bought", t(words.bought), (p) => p.bought, (was) => was.bought, (p) => (p.orders > 0 ? t(words.inOrders, { n: p.orders }) : "")),
    share(t(words.cartToOrder), (p) => p.cart_to_order, () => ""),
    counted("left", t(words.leftBehind), (p) => p.left_behind, (was) => was.left_behind, (p) => (p.left_carts > 0 ? t(words.inCarts, { n: p.left_carts }) : "")),
    {
      name: t(words.revenue), order: "revenue", numeric: true,
      cell: (p) => <><Bar share={Number(p.revenue) / largest(products, (q) => Number(q.revenue))}>{format.money(p.revenue, currency, true)}</Bar>
        {p.currencies?.map((c) => <small key={c.currency}>{format.money(c.revenue, c.currency, true)}</small>)}
        {before(p.previous && format.money(p.previous.revenue, currency, true))}</>,
    },
  ];
}
