import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import type { Quality } from "../shapes.ts";
import { overfull as words } from "../text/overfull.ts";
import { Table } from "./table.tsx";

// Overfull tells of what there are more values than reports tell apart, and what to do about it.
export function Overfull({ folded }: { folded: NonNullable<Quality["folded"]> }): JSX.Element {
  const { format } = useWorld();
  const { t } = format;
  return (
    <section class="card" aria-labelledby="overfull">
      <h2 id="overfull">{t(words.title)}</h2>
      <p class="muted">{t(words.note, { n: format.count(500) })}</p>
      <Table stacked hideCaption caption={t(words.title)} rows={folded} id={(o) => o.dimension} columns={[
        { name: t(words.of), cell: (o) => <bdi>{format.word(o.dimension)}</bdi> },
        { name: t("whatToDo"), cell: (o) => format.word(o.dimension, "", words) },
        { name: t(words.values), numeric: true, cell: (o) => format.count(o.values) },
        { name: t(words.folded), numeric: true, cell: (o) => format.count(o.folded) },
      ]} />
    </section>
  );
}
