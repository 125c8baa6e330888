import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { todayIn } from "../calendar.ts";
import { get, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { deedDetail, deedDone } from "../deed.ts";
import { useSaving } from "../saving.ts";
import type { Audit, AuditEntry } from "../shapes/audit.ts";
import { audit as words } from "../text/audit.ts";
import { Link } from "./link.tsx";
import { none, Table } from "./table.tsx";
import { Wrong } from "./wrong.tsx";

// AuditList are entries of the audit log, and on demand those before them.
export function AuditList({ first, question }: { first: Audit; question: Query }): JSX.Element {
  const { format, me, site } = useWorld();
  const { t } = format;
  const [older, setOlder] = useState<Audit>();
  const { busy, failure, save } = useSaving(() => undefined);
  const entries = [...first.entries, ...(older?.entries ?? [])];
  const more = (older ?? first).more;
  const fetchOlder = (): Promise<void> => get<Audit>("audit", [...question, ["before", String(entries[entries.length - 1]?.id ?? 0)]])
    .then((next) => setOlder({ entries: [...(older?.entries ?? []), ...next.entries], more: next.more }));
  return (
    <>
      <Table stacked hideCaption caption={t("auditPage")} rows={entries} id={(e) => String(e.id)} columns={[
        { name: t(words.what), cell: (e) => <What entry={e} /> },
        { name: t(words.who), cell: (e) => <Who name={e.actor} /> },
        { name: t(words.when), cell: (e) => <><span class="line">{format.date(todayIn(site.timezone, new Date(e.at)))} · {format.hour(e.at, site.timezone)}</span>{e.times > 1 && <small>{t(words.times, { n: e.times, time: format.hour(e.last, site.timezone) })}</small>}</> },
        ...(me.sites.length > 1 ? [{ name: t(words.shop), cell: (e: AuditEntry) => (e.site ? <bdi>{e.site}</bdi> : none) }] : []),
      ]} />
      <Wrong failure={failure} />
      {more
        ? <p class="actions"><button type="button" class="button quiet" disabled={busy} onClick={() => save(fetchOlder)}>{t(words.older)}</button></p>
        : older && <p role="status" class="muted">{t(words.noMore)}</p>}
    </>
  );
}

function What({ entry }: { entry: AuditEntry }): JSX.Element {
  const { format } = useWorld();
  const detail = deedDetail(entry, format);
  return (
    <>
      {deedDone(entry, format)}
      {entry.object && <>: {entry.object.includes("@") ? <Link to={{ who: entry.object }}><bdi>{entry.object}</bdi></Link> : <bdi dir="ltr">{entry.object}</bdi>}</>}
      {detail && <small> · {detail}</small>}
    </>
  );
}

function Who({ name }: { name: string }): JSX.Element {
  const { t } = useWorld().format;
  if (name === "") return <>{t(words.unknown)}</>;
  return <Link to={{ who: name }}>{name === "safar" ? t(words.program) : <bdi dir="ltr">{name}</bdi>}</Link>;
}
