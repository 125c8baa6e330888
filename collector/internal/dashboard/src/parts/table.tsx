import type { ComponentChildren, JSX } from "preact";
import { useWorld } from "../context.ts";
import { useWide } from "../wide.ts";

export interface Column<Row> {
  name: string;
  numeric?: boolean;
  // order is what the rows are sorted by to have the most of this column first.
  order?: string;
  cell: (row: Row) => ComponentChildren;
}

// Order is by what rows are sorted, and how to have them sorted otherwise.
interface Order {
  by: string;
  choose: (by: string) => void;
}

interface Props<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  id: (row: Row) => string;
  // stacked makes each row a card on a phone, its columns named in each.
  stacked?: boolean;
  hideCaption?: boolean;
  order?: Order;
}

// Table is a table whose first column heads its rows. The roles are spelled out since a style
// that stacks cells on a phone takes them from the elements in some browsers. Heads that sort
// are buttons; where there are no heads to be seen, a list says the same.
export function Table<Row>({ caption, columns, rows, id, stacked = false, hideCaption = false, order }: Props<Row>): JSX.Element {
  const name = hideCaption ? "hidden" : "";
  const wide = useWide();
  const head = (c: Column<Row>): ComponentChildren => (order && c.order && wide
    ? <button type="button" class="sorter" onClick={() => order.choose(c.order ?? order.by)}>{c.name}</button> : c.name);
  const table = (
    <table role="table" class={stacked ? "stacked" : ""}>
      <caption class={name}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((c) => (
            <th key={c.name} role="columnheader" scope="col" class={c.numeric ? "numeric" : ""} aria-sort={order && c.order === order.by ? "descending" : undefined}>{head(c)}</th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={id(row)} role="row">
            {columns.map((c, i) => i === 0 ? <th key={c.name} role="rowheader" scope="row">{c.cell(row)}</th> : <Cell key={c.name} column={c} row={row} />)}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (!stacked) return <div class="table-scroll" role="region" aria-label={caption} tabIndex={0}>{table}</div>;
  return <>{order && !wide && <OrderList order={order} columns={columns} />}{table}</>;
}

// none stands in a cell of which there is nothing to say; a card goes without it.
export const none = "–";

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }): JSX.Element {
  const content = column.cell(row);
  return (
    <td role="cell" class={`${column.numeric ? "numeric" : ""} ${content === none ? "none" : ""}`}>
      <span class="column-name" aria-hidden="true">{column.name}</span><span class="cell">{content}</span>
    </td>
  );
}

function OrderList<Row>({ order, columns }: { order: Order; columns: readonly Column<Row>[] }): JSX.Element {
  const { t } = useWorld().format;
  return (
    <label class="order">{t("sortBy")}
      <select value={order.by} onChange={(e) => order.choose(e.currentTarget.value)}>
        {columns.flatMap((c) => (c.order ? [<option key={c.order} value={c.order}>{c.name}</option>] : []))}
      </select>
    </label>
  );
}
