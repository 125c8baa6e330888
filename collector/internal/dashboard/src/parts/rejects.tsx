import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import type { Quality } from "../shapes.ts";
import { Table } from "./table.tsx";
import { sorted } from "./tally.tsx";

// Rejects says why events were refused and what to do about it.
export function Rejects({ quality }: { quality: Quality }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const rows = sorted(quality.rejected);
  const newest = quality.rejects ?? [];
  return (
    <section class="card">
      <h2>{t("whyRejected")}</h2>
      {rows.length === 0 ? <p class="muted">{t("noRejects")}</p> : (
        <Table stacked hideCaption caption={t("whyRejected")} rows={rows} id={([code]) => code} columns={[
          { name: t("whatIsWrong"), cell: ([code]) => <>{format.word(code, "reject_")} <code dir="ltr">{code}</code></> },
          { name: t("whatToDo"), cell: ([code]) => format.word(code, "fix_") },
          { name: t("number"), numeric: true, cell: ([, n]) => format.count(n) },
        ]} />
      )}
      {newest.length > 0 && (
        <details>
          <summary>{t("newestRejects")}</summary>
          <Table hideCaption caption={t("newestRejects")} rows={newest.map((r, i) => ({ ...r, i }))} id={(r) => String(r.i)} columns={[
            { name: t("when"), cell: (r) => format.time(r.time, site.timezone) },
            { name: t("whatIsWrong"), cell: (r) => <code dir="ltr">{r.code}</code> },
            { name: t("field"), cell: (r) => <code dir="ltr">{r.field}</code> },
            { name: t("message"), cell: (r) => <span dir="ltr" lang="en">{r.message}</span> },
          ]} />
        </details>
      )}
    </section>
  );
}
