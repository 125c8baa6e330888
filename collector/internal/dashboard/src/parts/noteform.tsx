import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { post, put, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { useSaving } from "../saving.ts";
import { stages } from "../shapes.ts";
import type { Note } from "../shapes/notes.ts";
import { notes as words } from "../text/notes.ts";
import { DaysPicker } from "./days.tsx";
import { Popover } from "./popover.tsx";
import { Wrong } from "./wrong.tsx";

// NoteForm writes a note, or another text into one that is there.
export function NoteForm({ note, done }: { note: Note | undefined; done: () => void }): JSX.Element {
  const { format, site, today } = useWorld();
  const { t } = format;
  const [said, setSaid] = useState<Omit<Note, "id">>({ date: note?.date ?? today, text: note?.text ?? "", stage: note?.stage ?? "" });
  const { busy, failure, save } = useSaving(done);
  const of: Query = [["site", site.name]];
  return (
    <form class="form" onSubmit={(e) => { e.preventDefault(); save(() => (note ? put(`annotations/${note.id}`, said, of) : post("annotations", said, of))); }}>
      <label class="field">{t(words.text)}<textarea value={said.text} required maxLength={2000} dir="auto" onInput={(e) => setSaid({ ...said, text: e.currentTarget.value })} /></label>
      <div class="field">
        <span>{t(words.date)}</span>
        <Popover title={t(words.date)} className="control" button={<><span class="hidden">{t(words.date)}: </span>{format.date(said.date)}</>}>
          {(close) => <DaysPicker single days={{ from: said.date, to: said.date }} pick={({ from }) => { close(); setSaid({ ...said, date: from }); }} />}
        </Popover>
      </div>
      <label class="field">{t(words.stage)}
        <select value={said.stage} onChange={(e) => setSaid({ ...said, stage: e.currentTarget.value as Note["stage"] })}>
          <option value="">{t(words.noStage)}</option>
          {stages.map((s) => <option key={s} value={s}>{t(s)}</option>)}
        </select>
      </label>
      <Wrong failure={failure} />
      <p class="actions"><button class="button" disabled={busy}>{t("save")}</button></p>
    </form>
  );
}
