import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import type { Tally } from "../shapes.ts";
import { Table } from "./table.tsx";

interface Props {
  title: string;
  note?: string;
  column: string;
  tally: Tally;
  prefix: string; // of the texts that explain the words of the tally
  none?: string;
  bad?: boolean;
}

export function totalOf(tally: Tally): number {
  return Object.values(tally).reduce((sum, n) => sum + n, 0);
}

// sorted are the words of a tally that were counted, the most frequent first.
export function sorted(tally: Tally): [word: string, n: number][] {
  return Object.entries(tally).filter(([, n]) => n > 0).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

// TallyTable lists what was counted by reason.
export function TallyTable({ title, note, column, tally, prefix, none, bad = false }: Props): JSX.Element {
  const { format } = useWorld();
  const rows = sorted(tally);
  return (
    <section class="card">
      <h2>{title} {rows.length > 0 && <span class={bad ? "count bad" : "count"}>{format.count(totalOf(tally))}</span>}</h2>
      {rows.length === 0 ? <p class="muted">{none}</p> : (
        <>
          {note && <p class="muted">{note}</p>}
          <Table hideCaption caption={title} rows={rows} id={([word]) => word} columns={[
            { name: column, cell: ([word]) => <bdi>{format.word(word, prefix)}</bdi> },
            { name: format.t("number"), numeric: true, cell: ([, n]) => format.count(n) },
          ]} />
        </>
      )}
    </section>
  );
}
