import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useWorld } from "../context.ts";
import { parts, type HeldTable } from "../shapes/inventory.ts";
import { inventory as words, parts as texts } from "../text/inventory.ts";
import { Table } from "./table.tsx";

// HeldPart is a part of the inventory: for everybody in words, for who wants it by table and
// column. A part without words has its tables.
export function HeldPart({ part, tables }: { part: string; tables: readonly HeldTable[] }): JSX.Element {
  const { t } = useWorld().format;
  const known = parts.find((p) => p === part);
  const says = known && texts[known];
  const name = says ? t(says.name) : part;
  const [open, setOpen] = useState(false);
  return (
    <section class="card held" aria-labelledby={"held-" + part}>
      <h2 id={"held-" + part}>{name}</h2>
      {says && (
        <>
          <p>{t(says.what)}</p>
          <dl class="facts">
            <div><dt>{t(words.whose)}</dt><dd>{t(says.whose)}</dd></div>
            <div><dt>{t(words.long)}</dt><dd>{t(says.long)}</dd></div>
            <div><dt>{t(words.erase)}</dt><dd>{t(says.erase)}</dd></div>
          </dl>
        </>
      )}
      <details onToggle={(e) => setOpen(e.currentTarget.open)}>
        <summary aria-label={t(words.tablesOf, { part: name })}>{t(words.tables)}</summary>
        {open && tables.map((table) => <TableHeld key={table.table} table={table} />)}
      </details>
    </section>
  );
}

// The inventory itself is in English.
function TableHeld({ table }: { table: HeldTable }): JSX.Element {
  return (
    <div dir="ltr" lang="en" class="table-held">
      <h3><code>{table.table}</code></h3>
      <p class="small">{table.what} Data of {table.whose}. Kept {table.long}. When a customer is erased: {table.erase}.</p>
      <Table caption={table.table} hideCaption stacked rows={table.columns} id={(c) => c.column} columns={[
        { name: "column", cell: (c) => <code>{c.column}</code> },
        { name: "holds", cell: (c) => c.what },
      ]} />
    </div>
  );
}
