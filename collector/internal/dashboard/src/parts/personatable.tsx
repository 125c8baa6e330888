import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { put, remove, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { useSaving } from "../saving.ts";
import { may } from "../shapes.ts";
import type { Persona } from "../shapes/notes.ts";
import { notes as words } from "../text/notes.ts";
import { filterText } from "./filters.tsx";
import { Link } from "./link.tsx";
import { PersonaFields } from "./personafields.tsx";
import { Popover } from "./popover.tsx";
import { Table } from "./table.tsx";
import { Wrong } from "./wrong.tsx";

// PersonaTable are the personas that somebody has saved.
export function PersonaTable(): JSX.Element {
  const { format, site, personas } = useWorld();
  const { t } = format;
  const list = personas.value?.personas ?? [];
  return (
    <section class="card" aria-labelledby="personas">
      <h2 id="personas">{t(words.personas)}</h2>
      <p class="muted">{t(may(site, "write") ? words.personasNote : "editorsWrite")}</p>
      {list.length === 0 ? <p>{t(words.noPersonas)}</p> : (
        <Table stacked hideCaption caption={t(words.personas)} rows={list} id={(p) => String(p.id)} columns={[
          { name: t(words.persona), cell: (p) => <><bdi>{p.name}</bdi><small class="note"><bdi>{p.note}</bdi></small></> },
          { name: t(words.who), cell: (p) => <ul>{p.filters.map((f) => <li key={f}><bdi>{filterText(f, format)}</bdi></li>)}</ul> },
          { name: t(words.actions), cell: (p) => <Actions persona={p} /> },
        ]} />
      )}
    </section>
  );
}

function Actions({ persona }: { persona: Persona }): JSX.Element {
  const { format, site, personas } = useWorld();
  const { t } = format;
  const of: Query = [["site", site.name]];
  const { busy, failure, save } = useSaving(personas.retry);
  return (
    <>
      <span class="actions">
        <Link to={{ page: "journey", filters: persona.filters }}>{t(words.look)}</Link>
        {may(site, "write") && (
          <>
            <Popover title={t("editOf", { name: persona.name })} label={t("editOf", { name: persona.name })} className="button quiet small" button={t("edit")}>
              {(close) => <Change persona={persona} done={() => { close(); personas.retry(); }} />}
            </Popover>
            <button type="button" class="button quiet small" disabled={busy} onClick={() => save(() => remove(`personas/${persona.id}`, of))}>{t("removeIt")}<span class="hidden">: {persona.name}</span></button>
          </>
        )}
      </span>
      <Wrong failure={failure} />
    </>
  );
}

function Change({ persona: { id, ...rest }, done }: { persona: Persona; done: () => void }): JSX.Element {
  const { site } = useWorld();
  const [persona, setPersona] = useState(rest);
  const saving = useSaving(done);
  return <PersonaFields persona={persona} change={setPersona} saving={saving} save={() => put(`personas/${id}`, persona, [["site", site.name]])} />;
}
