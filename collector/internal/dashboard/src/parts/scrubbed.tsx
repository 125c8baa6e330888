import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import type { Quality } from "../shapes.ts";
import { Table } from "./table.tsx";

// Scrubbed tells what was taken out of events, where it stood, and how not to send it.
export function Scrubbed({ scrubbed }: { scrubbed: NonNullable<Quality["scrubbed"]> }): JSX.Element {
  const { format } = useWorld();
  const { t } = format;
  return (
    <section class="card">
      <h2>{t("scrubbed")}</h2>
      <p class="muted">{t("scrubbedNote")}</p>
      <Table stacked hideCaption caption={t("scrubbed")} rows={scrubbed} id={(s) => `${s.kind}:${s.field}`} columns={[
        { name: t("scrubbedWhat"), cell: (s) => <bdi>{format.word(s.kind, "scrub_")}</bdi> },
        { name: t("scrubbedWhere"), cell: (s) => <bdi>{format.word(s.field, "in_")}</bdi> },
        { name: t("whatToDo"), cell: (s) => format.word(s.field, "clean_") },
        { name: t("number"), numeric: true, cell: (s) => format.count(s.events) },
      ]} />
    </section>
  );
}
