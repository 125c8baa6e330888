import type { JSX } from "preact";
import type { Query } from "../client.ts";
import { useWorld } from "../context.ts";
import type { Format } from "../format.ts";
import type { ChannelRow, Channels, Credit } from "../shapes/channels.ts";
import { channels as words } from "../text/channels.ts";
import { valuesOf, type Choices } from "../view.ts";
import { Bar, largest } from "./bar.tsx";
import { Choice } from "./choice.tsx";
import { Download } from "./download.tsx";
import { valueName } from "./filters.tsx";
import { none, Table, type Column } from "./table.tsx";

// ChannelTable has a row for each channel, with the orders that began with it beside those
// that it led to in the end.
export function ChannelTable({ answer, question }: { answer: Channels; question: Query }): JSX.Element {
  const { format, view, go } = useWorld();
  const { t } = format;
  const costs = answer.rows.some((r) => r.cost !== null || r.cost_currencies?.length);
  return (
    <section class="card" aria-labelledby="channels">
      <h2 id="channels" class="hidden">{t("channelsPage")}</h2>
      <div class="choices">
        <Choice legend={t(words.by)} value={view.by} choose={(by) => go({ by })} options={valuesOf("by").map((by) => ({ value: by, text: t(by) }))} />
        <label class="order">{t(words.window)}
          <select value={view.window} onChange={(e) => go({ window: e.currentTarget.value as Choices["window"] })}>
            {[...valuesOf("window")].sort((a, b) => Number(a) - Number(b)).map((n) => <option key={n} value={n}>{t(words.windowDays, { n: Number(n) })}</option>)}
          </select>
        </label>
      </div>
      <Table stacked hideCaption caption={t("channelsPage")} rows={answer.rows} id={(r) => r.key} columns={[...columns(answer, format), ...(costs ? costColumns(answer, format) : [])]} />
      {!!answer.left_out && <p>{t("leftOut", { n: answer.left_out })}</p>}
      <p class="small muted">{t(words.note)}</p>
      {!costs && <p class="small muted">{t(words.noCost)}</p>}
      <Download report="channels" name={t("channelsPage")} query={question} />
    </section>
  );
}

type Touch = "first" | "last";

function columns({ rows, by, currency, compared }: Channels, format: Format): Column<ChannelRow>[] {
  const { t } = format;
  // A period before that was not measured as a whole is compared with nothing.
  const whole = compared !== undefined && !compared.partial;
  const before = (n: string | undefined): JSX.Element | null => (whole && n !== undefined ? <small>{t(words.before, { n })}</small> : null);
  const orders = (touch: Touch, name: string): Column<ChannelRow> => {
    const most = largest(rows, (r) => r[touch].orders);
    return {
      name, numeric: true,
      cell: (r) => <><Bar share={r[touch].orders / most}>{format.count(r[touch].orders)}</Bar>{before(r.previous && format.count(r.previous[touch].orders))}</>,
    };
  };
  const revenue = (touch: Touch, name: string): Column<ChannelRow> => ({
    name, numeric: true,
    cell: (r) => <>{format.money(r[touch].revenue, currency, true)}{others(r[touch], format)}{before(r.previous && format.money(r.previous[touch].revenue, currency, true))}</>,
  });
  const most = largest(rows, (r) => r.sessions);
  return [
    { name: format.word(by), cell: (r) => <bdi>{valueName(by, r.key, format)}</bdi> },
    {
      name: t(words.visits), numeric: true,
      cell: (r) => <><Bar share={r.sessions / most}>{format.count(r.sessions)}</Bar><small>{t(words.visitors, { n: r.visitors })}</small>{before(r.previous && format.count(r.previous.sessions))}</>,
    },
    orders("first", t(words.ordersFirst)),
    orders("last", t(words.ordersLast)),
    revenue("first", t(words.revenueFirst)),
    revenue("last", t(words.revenueLast)),
  ];
}

function others(credit: Credit, format: Format): JSX.Element[] {
  return (credit.currencies ?? []).map((c) => <small key={c.currency}>{format.money(c.revenue, c.currency, true)}</small>);
}

function costColumns({ currency }: Channels, format: Format): Column<ChannelRow>[] {
  const { t } = format;
  const two = <V,>(of: { first: V | null; last: V | null } | null, text: (v: V) => string): JSX.Element | string => (of === null || (of.first === null && of.last === null) ? none : (
    <>
      {of.first !== null && <span class="line">{t(words.firstTouch, { value: text(of.first) })}</span>}
      {of.last !== null && <span class="line">{t(words.lastTouch, { value: text(of.last) })}</span>}
    </>
  ));
  return [
    {
      name: t(words.ads), numeric: true,
      cell: (r) => (r.cost === null && !r.cost_currencies?.length && r.impressions + r.clicks === 0 ? none : <>{r.cost !== null && format.money(r.cost, currency, true)}
        {r.cost_currencies?.map((c) => <small key={c.currency}>{format.money(c.value, c.currency, true)}</small>)}
        {r.impressions > 0 && <small>{t(words.impressions, { n: r.impressions })}</small>}{r.clicks > 0 && <small>{t(words.clicks, { n: r.clicks })}</small>}</>),
    },
    { name: t(words.costPerOrder), numeric: true, cell: (r) => two(r.cost_per_order, (amount: string) => format.money(amount, currency, true)) },
    { name: t(words.roas), numeric: true, cell: (r) => two(r.return_on_ad_spend, (n: number) => t(words.times, { n: format.decimal(n, 1) })) },
  ];
}
