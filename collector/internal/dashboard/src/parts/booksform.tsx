import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { columns, guess, layoutOf, layouts, readSheet, type Column, type Layout, type Sheet } from "../sheet.ts";
import { books as words } from "../text/books.ts";
import type { Row } from "../text/text.ts";
import { Table } from "./table.tsx";

interface Props {
  busy: boolean;
  compare: (file: File, map: Query) => void;
}

// What the collector takes at most, and how much of a file tells what its columns are, in bytes.
const largestFile = 16 << 20;
const beginning = 64 << 10;

// standard shows how times are written when nothing else is said.
const standard = "2006-01-02T15:04:05Z";

// fields are the columns as events name them.
const fields: Record<Column, string> = { order: "params.transaction_id", time: "time", value: "params.value", currency: "params.currency", status: "params.status", refunded: "params.refunded" };

// BooksForm takes a file and asks what its columns are, after a guess.
export function BooksForm({ busy, compare }: Props): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const [file, setFile] = useState<File>();
  const [sheet, setSheet] = useState<Sheet>();
  const [wrong, setWrong] = useState<Row>();
  const [chosen, setChosen] = useState<Partial<Record<Column, string>>>({});
  const [layout, setLayout] = useState<Layout>("");

  const sample = (head: string | undefined, of: Sheet): string => of.rows[0]?.[of.heads.indexOf(head ?? "")] ?? "";
  const take = async (next: File | undefined): Promise<void> => {
    setSheet(undefined);
    setFile(next);
    setWrong(undefined);
    if (!next) return;
    if (next.size > largestFile) {
      setWrong(words.tooLarge);
      return;
    }
    const read = readSheet(await next.slice(0, beginning).text());
    if (read.heads.length < 2 || read.rows.length === 0) {
      setWrong(words.noTable);
      return;
    }
    const guessed = guess(read.heads);
    setSheet(read);
    setChosen(guessed);
    setLayout(layoutOf(sample(guessed.time, read)));
  };
  const map = (of: Sheet): Query => [
    ...columns.flatMap((c): [string, string][] => (chosen[c] ? [["map", `${fields[c]}=${chosen[c]}`]] : [])),
    ["map", "time_zone:=" + site.timezone],
    ...(layout ? [["map", "time_layout:=" + layout] as [string, string]] : []),
    ...(of.delimiter === "," ? [] : [["map", "delimiter:=" + of.delimiter] as [string, string]]),
  ];
  // A click forgets the file, so that the same one counts as chosen anew after a change of it.
  return (
    <form class="card books" onSubmit={(e) => { e.preventDefault(); if (file && sheet) compare(file, map(sheet)); }}>
      <label class="field">{t(words.file)}<input type="file" accept=".csv,.txt,text/csv" onClick={(e) => { e.currentTarget.value = ""; }} onChange={(e) => { void take(e.currentTarget.files?.[0]); }} /></label>
      <p class="small muted">{t(words.fileNote)}</p>
      <div role="alert">{wrong && <p class="said-wrong">{t(wrong)}</p>}</div>
      {sheet && (
        <>
          <fieldset class="choice">
            <legend>{t(words.columns)}</legend>
            <div class="mapping">
              {columns.map((column) => (
                <label key={column} class="field">{t(column === "refunded" ? words.refunded_amount : words[column])}
                  <select value={chosen[column] ?? ""} required={column === "order" || column === "time"} onChange={(e) => {
                    const head = e.currentTarget.value;
                    setChosen({ ...chosen, [column]: head });
                    if (column === "time") setLayout(layoutOf(sample(head, sheet)));
                  }}>
                    <option value="">{t(words.noColumn)}</option>
                    {sheet.heads.map((h) => <option key={h} value={h}>{h}</option>)}
                  </select>
                </label>
              ))}
              {chosen.time && (
                <label class="field">{t(words.layout)}
                  <select value={layout} onChange={(e) => setLayout(e.currentTarget.value as Layout)}>
                    {layouts.map((l) => <option key={l} value={l}>{l || standard}</option>)}
                  </select>
                </label>
              )}
            </div>
          </fieldset>
          <Table caption={t(words.preview)} rows={sheet.rows} id={(cells) => cells.join()}
            columns={sheet.heads.map((head, i) => ({ name: head, cell: (cells: string[]) => <bdi>{cells[i] ?? ""}</bdi> }))} />
          <button class="button" disabled={busy}>{t(busy ? words.comparing : words.compare)}</button>
        </>
      )}
    </form>
  );
}
