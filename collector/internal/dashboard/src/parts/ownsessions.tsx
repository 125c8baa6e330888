import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import { remove } from "../client.ts";
import { ChangedContext, useWorld } from "../context.ts";
import { useSaving } from "../saving.ts";
import type { OwnSession } from "../shapes/own.ts";
import { own as words } from "../text/own.ts";
import { none, Table } from "./table.tsx";
import { Wrong } from "./wrong.tsx";

// OwnSessions lists where somebody is signed in, and ends what should not be.
export function OwnSessions({ sessions }: { sessions: readonly OwnSession[] }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const { busy, failure, save } = useSaving(useContext(ChangedContext));
  const browser = (s: OwnSession): string => s.browser || t(words.unknownBrowser);
  const since = (s: OwnSession): string => format.time(s.since, site.timezone);
  return (
    <section class="card" aria-labelledby="own-sessions">
      <h2 id="own-sessions">{t(words.sessions)}</h2>
      <Table caption={t(words.sessions)} hideCaption stacked rows={sessions} id={(s) => s.id} columns={[
        { name: t(words.browser), cell: (s) => <><bdi>{browser(s)}</bdi>{s.this && <small> · {t(words.thisOne)}</small>}</> },
        { name: t(words.since), cell: since },
        { name: t(words.seen), cell: (s) => format.time(s.seen, site.timezone) },
        {
          name: t(words.actions),
          cell: (s) => (s.this ? none : (
            <button type="button" class="button quiet small" disabled={busy} onClick={() => save(() => remove("account/sessions/" + encodeURIComponent(s.id)))}>
              {t(words.end)}<span class="hidden">: {browser(s)}, {since(s)}</span>
            </button>
          )),
        },
      ]} />
      <Wrong failure={failure} />
      {sessions.length > 1 && <p class="actions"><button type="button" class="button quiet" disabled={busy} onClick={() => save(() => remove("account/sessions"))}>{t(words.endOthers)}</button></p>}
    </section>
  );
}
