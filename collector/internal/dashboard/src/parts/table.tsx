import type { ComponentChildren, JSX } from "preact";

export interface Column<Row> {
  name: string;
  numeric?: boolean;
  cell: (row: Row) => ComponentChildren;
}

interface Props<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  id: (row: Row) => string;
  // stacked makes each row a card on a phone, its columns named in each.
  stacked?: boolean;
  hideCaption?: boolean;
}

// Table is a table whose first column heads its rows. The roles are spelled out since a style
// that stacks cells on a phone takes them from the elements in some browsers.
export function Table<Row>({ caption, columns, rows, id, stacked = false, hideCaption = false }: Props<Row>): JSX.Element {
  const name = hideCaption ? "hidden" : "";
  const table = (
    <table role="table" class={stacked ? "stacked" : ""}>
      <caption class={name}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">{columns.map((c) => <th key={c.name} role="columnheader" scope="col" class={c.numeric ? "numeric" : ""}>{c.name}</th>)}</tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={id(row)} role="row">
            {columns.map((c, i) => i === 0
              ? <th key={c.name} role="rowheader" scope="row">{c.cell(row)}</th>
              : <td key={c.name} role="cell" class={c.numeric ? "numeric" : ""}><span class="column-name" aria-hidden="true">{c.name}</span><span class="cell">{c.cell(row)}</span></td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
  return stacked ? table : <div class="table-scroll" role="region" aria-label={caption} tabIndex={0}>{table}</div>;
}
