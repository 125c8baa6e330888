import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import { may, type KeyUse } from "../shapes.ts";
import { keyUses as words } from "../text/keyuses.ts";
import { Link } from "./link.tsx";
import { Table } from "./table.tsx";

// sentAway is how many requests were sent away because a quota was used up.
export function sentAway(keys: readonly KeyUse[]): number {
  return keys.reduce((sum, k) => sum + k.sent_away, 0);
}

// KeyUses tells what each key brought, and what to do where its quota was used up.
export function KeyUses({ keys }: { keys: readonly KeyUse[] }): JSX.Element {
  const { format } = useWorld();
  const { t } = format;
  return (
    <section class="card" aria-labelledby="key-uses">
      <h2 id="key-uses">{t(words.title)}</h2>
      <p class="muted">{t(words.note)}</p>
      {sentAway(keys) > 0 && <Warning keys={keys.filter((k) => k.sent_away > 0)} />}
      <Table stacked hideCaption caption={t(words.title)} rows={keys} id={(k) => String(k.id)} columns={[
        { name: t(words.key), cell: (k) => <code dir="ltr">{k.key}</code> },
        { name: t(words.accepted), numeric: true, cell: (k) => format.count(k.accepted) },
        { name: t(words.quota), numeric: true, cell: (k) => (k.events_per_day === 0 ? t(words.noQuota) : format.count(k.events_per_day)) },
        { name: t(words.sentAway), numeric: true, cell: (k) => (k.sent_away > 0 ? <strong class="sent-away">{format.count(k.sent_away)}</strong> : format.count(0)) },
      ]} />
    </section>
  );
}

function Warning({ keys }: { keys: readonly KeyUse[] }): JSX.Element {
  const { format: { t }, site } = useWorld();
  return (
    <div class="warning">
      <p><strong>{t(words.warning, { n: sentAway(keys) })}</strong> {t(words.missing)}</p>
      {keys.every((k) => k.events_per_day === 0) ? <p>{t(words.lifted)}</p> : (
        <>
          <p>{t(words.grown, { access: t("accessPage") })}</p>
          <p>{t(words.flooded)}</p>
          {may(site, "own") && <p class="actions"><Link to={{ page: "access" }} className="button quiet small">{t("accessPage")}</Link></p>}
        </>
      )}
    </div>
  );
}
