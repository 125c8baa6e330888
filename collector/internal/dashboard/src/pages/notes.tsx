import type { JSX } from "preact";
import { joined, useAnswer, type Answer } from "../answer.ts";
import { get, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { GoalTable } from "../parts/goals.tsx";
import { NoteBook } from "../parts/notebook.tsx";
import { PageFrame, Skeleton } from "../parts/pageframe.tsx";
import { PersonaTable } from "../parts/personatable.tsx";
import type { Catalog } from "../shapes.ts";
import type { Goals, Notes } from "../shapes/notes.ts";
import { notes as words } from "../text/notes.ts";

// NotesPage is what the merchant has written: notes, personas and goals.
export function NotesPage({ catalog }: { catalog: Answer<Catalog> }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const of: Query = [["site", site.name]];
  const answer = joined(
    useAnswer("notes " + site.name, (signal) => get<Notes>("annotations", of, signal), () => false),
    useAnswer("goals " + site.name, (signal) => get<Goals>("goals", of, signal), () => false),
  );
  const [notes, goals] = answer.value ?? [];
  const definitions = catalog.value;
  return (
    <PageFrame title={t("notesPage")} intro={t(words.intro)} heeds="nothing" answer={{ ...answer, busy: answer.busy || catalog.busy }} skeleton={<Skeleton />}>
      {notes && goals && definitions && (
        <div key="notes">
          <NoteBook notes={notes.annotations} catalog={definitions} />
          <PersonaTable />
          <GoalTable goals={goals.goals} catalog={definitions} />
        </div>
      )}
    </PageFrame>
  );
}
