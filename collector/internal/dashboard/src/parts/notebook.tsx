import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import { remove } from "../client.ts";
import { ChangedContext, useWorld } from "../context.ts";
import { useSaving } from "../saving.ts";
import { may, type Catalog } from "../shapes.ts";
import type { Note } from "../shapes/notes.ts";
import { notes as words } from "../text/notes.ts";
import { EffectTable } from "./effect.tsx";
import { NoteForm } from "./noteform.tsx";
import { Popover } from "./popover.tsx";
import { Wrong } from "./wrong.tsx";

// NoteBook are all notes, the newest first, each with what came of it.
export function NoteBook({ notes, catalog }: { notes: readonly Note[]; catalog: Catalog }): JSX.Element {
  const { format: { t }, site } = useWorld();
  const changed = useContext(ChangedContext);
  return (
    <section class="card" aria-labelledby="notes">
      <h2 id="notes">{t(words.notes)}</h2>
      <p class="muted">{t(words.notesNote)}</p>
      {may(site, "write") && (
        <Popover title={t(words.addNote)} className="button" button={t(words.addNote)}>
          {(close) => <NoteForm note={undefined} done={() => { close(); changed(); }} />}
        </Popover>
      )}
      {notes.length === 0 ? <p>{t(words.noNotes)}</p> : (
        <ul class="notebook">{[...notes].reverse().map((note) => <Entry key={note.id} note={note} catalog={catalog} />)}</ul>
      )}
    </section>
  );
}

function Entry({ note, catalog }: { note: Note; catalog: Catalog }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const changed = useContext(ChangedContext);
  const [compared, setCompared] = useState(false);
  const { busy, failure, save } = useSaving(changed);
  return (
    <li>
      <div class="note-head">
        <p><strong>{format.date(note.date)}</strong>{note.stage && <span class="muted"> · {t(note.stage)}</span>}<br /><bdi>{note.text}</bdi></p>
        {may(site, "write") && (
          <p class="actions">
            <Popover title={t(words.editNote, { note: note.text })} label={t(words.editNote, { note: note.text })} className="button quiet small" button={t("edit")}>
              {(close) => <NoteForm note={note} done={() => { close(); changed(); }} />}
            </Popover>
            <button type="button" class="button quiet small" disabled={busy} aria-label={t(words.removeNote, { note: note.text })}
              onClick={() => save(() => remove(`annotations/${note.id}`, [["site", site.name]]))}>{t("removeIt")}</button>
          </p>
        )}
      </div>
      <Wrong failure={failure} />
      <details onToggle={(e) => setCompared(e.currentTarget.open)}>
        <summary>{t(words.effect)}</summary>
        {compared && <EffectTable note={note} catalog={catalog} />}
      </details>
    </li>
  );
}
