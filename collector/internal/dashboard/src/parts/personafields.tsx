import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import type { Saving } from "../saving.ts";
import type { Persona } from "../shapes/notes.ts";
import { filterText } from "./filters.tsx";
import { Wrong } from "./wrong.tsx";

interface Props {
  persona: Omit<Persona, "id">;
  change: (persona: Omit<Persona, "id">) => void;
  saving: Saving;
  save: () => Promise<unknown>;
}

// PersonaFields are the form of a new persona and of one that is there.
export function PersonaFields({ persona, change, saving, save }: Props): JSX.Element {
  const { format } = useWorld();
  const { t } = format;
  return (
    <form class="form" onSubmit={(e) => { e.preventDefault(); saving.save(save); }}>
      <label class="field">{t("personaName")}<input value={persona.name} required maxLength={80} dir="auto" onInput={(e) => change({ ...persona, name: e.currentTarget.value })} /></label>
      <label class="field">{t("personaNote")}<textarea value={persona.note} maxLength={2000} dir="auto" onInput={(e) => change({ ...persona, note: e.currentTarget.value })} /></label>
      <ul class="chips">{persona.filters.map((f) => <li key={f} class="chip still"><bdi>{filterText(f, format)}</bdi></li>)}</ul>
      <Wrong failure={saving.failure} />
      <p class="actions"><button class="button" disabled={saving.busy}>{t("save")}</button></p>
    </form>
  );
}
