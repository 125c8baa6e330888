import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import type { Note } from "../shapes/notes.ts";
import { Link } from "./link.tsx";

// NoteList are the notes of the days that are shown, which stand as marks in the lines above.
export function NoteList({ notes }: { notes: readonly Note[] }): JSX.Element {
  const { format } = useWorld();
  return (
    <section class="card note-list" aria-labelledby="notes-here">
      <h2 id="notes-here">{format.t("notesHere")}</h2>
      <ul>{notes.map((n) => <li key={n.id}><strong>{format.date(n.date)}</strong> <bdi>{n.text}</bdi></li>)}</ul>
      <p class="small"><Link to={{ page: "notes" }}>{format.t("notesPage")}</Link></p>
    </section>
  );
}
