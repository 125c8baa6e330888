import type { JSX } from "preact";
import { uploadFile, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { keepFile } from "../keepfile.ts";
import { useSaving } from "../saving.ts";
import type { Difference, Entry, Reconciliation, Side } from "../shapes/books.ts";
import { books as words } from "../text/books.ts";
import { Link } from "./link.tsx";
import { none, Table } from "./table.tsx";
import { Wrong } from "./wrong.tsx";

interface Props {
  result: Reconciliation;
  file: File; // that was compared
  query: Query;
}

// Differences are the orders on which the shop's list and Safar do not agree.
export function Differences({ result, file, query }: Props): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const side = (of: Side): string => t(words.ordersWorth, {
    orders: t("orderCount", { n: of.orders }),
    value: [format.money(of.value, result.currency), ...(of.currencies ?? []).map((c) => format.money(c.value, c.currency))].join(" + "),
  });
  const entry = (of: Entry | null): JSX.Element | string => (of === null ? none : (
    <>
      {of.value !== null && format.money(of.value, of.currency)}
      {of.refunded !== null && Number(of.refunded) > 0 && <small>{t(words.ofThemRefunded, { value: format.money(of.refunded, of.currency) })}</small>}
      {of.cancelled && <small>{t(words.isCancelled)}</small>}
      <small>{format.time(of.time, site.timezone)}</small>
    </>
  ));
  const what = (d: Difference): string => t(d.kind === "value" ? words.kind_value : d.kind === "currency" ? words.kind_currency : words[d.kind]);
  return (
    <section class="card" aria-labelledby="differences">
      <h2 id="differences">{t(words.result)}</h2>
      <p class="muted">{format.days(result)}</p>
      <dl class="sums" role="status">
        <div><dt>{t(words.matched)}</dt><dd>{format.count(result.matched)}</dd></div>
        <div><dt>{t(words.differences)}</dt><dd>{format.count(result.differences.length + result.left_out)}</dd></div>
        <div><dt>{t(words.yours)}</dt><dd class="sum-text">{side(result.shop)}</dd></div>
        <div><dt>{t(words.safar)}</dt><dd class="sum-text">{side(result.safar)}</dd></div>
      </dl>
      {result.differences.length === 0 ? <p>{t(words.noDifferences)}</p> : (
        <>
          <Table stacked hideCaption caption={t(words.differences)} rows={result.differences} id={(d) => [d.order, d.kind, d.shop?.line].join(" ")} columns={[
            { name: t(words.order), cell: (d) => (d.safar ? <Link to={{ page: "people", q: d.order }}><bdi>{d.order}</bdi></Link> : <bdi>{d.order}</bdi>) },
            { name: t(words.what), cell: what },
            { name: t(words.yours), numeric: true, cell: (d) => entry(d.shop) },
            { name: t(words.safar), numeric: true, cell: (d) => entry(d.safar) },
          ]} />
          {result.left_out > 0 && <p>{t(words.leftOut, { n: result.left_out })}</p>}
          <TakeAll file={file} query={query} />
        </>
      )}
      {result.bad_lines.length > 0 && (
        <details>
          <summary>{t(words.badLines)}: {format.count(result.bad)}</summary>
          <Table hideCaption caption={t(words.badLines)} rows={result.bad_lines} id={(b) => `${b.line} ${b.code}`} columns={[
            { name: t(words.line), cell: (b) => format.count(b.line) },
            { name: t("whatIsWrong"), cell: (b) => <span dir="ltr" lang="en">{b.message}</span> },
          ]} />
        </details>
      )}
    </section>
  );
}

// TakeAll asks once more for all differences, as a file.
function TakeAll({ file, query }: { file: File; query: Query }): JSX.Element {
  const { t } = useWorld().format;
  const { busy, failure, save } = useSaving(() => undefined);
  return (
    <div class="download">
      <button type="button" class="button quiet small" disabled={busy} onClick={() => save(() => uploadFile("reconcile", [...query, ["format", "csv"]], file).then((all) => keepFile(all, "differences.csv")))}>{t("download")}</button>
      <Wrong failure={failure} />
    </div>
  );
}
