import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { post } from "../client.ts";
import { useWorld } from "../context.ts";
import { useSaving } from "../saving.ts";
import { may } from "../shapes.ts";
import type { Persona } from "../shapes/notes.ts";
import { PersonaFields } from "./personafields.tsx";
import { Popover } from "./popover.tsx";

// PersonaChoice chooses whom the page is about, and saves the filters of the moment under a
// name. It is there before the personas are, so that nothing moves when they come.
export function PersonaChoice(): JSX.Element | null {
  const { format, view, site, go, personas } = useWorld();
  const { t } = format;
  if (personas.failure) return null;
  const list = personas.value?.personas ?? [];
  const chosen = list.find((p) => same(p.filters, view.filters));
  const own = view.filters.length > 0 && !chosen;
  return (
    <>
      <label class="control select persona">
        <span class="hidden">{t("persona")}</span>
        <select value={chosen ? String(chosen.id) : own ? "own" : ""} onChange={(e) => go({ filters: list.find((p) => String(p.id) === e.currentTarget.value)?.filters ?? [] })}>
          <option value="">{t("everybody")}</option>
          {list.map((p) => <option key={p.id} value={String(p.id)}>{p.name}</option>)}
          {own && <option value="own">{t("ownFilters")}</option>}
        </select>
      </label>
      {own && may(site, "write") && (
        <Popover title={t("savePersona")} className="control" button={t("savePersona")}>
          {(close) => <NewPersona filters={view.filters} done={() => { close(); personas.retry(); }} />}
        </Popover>
      )}
    </>
  );
}

// same tells whether two lists of filters are the same, whatever their order.
function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((f) => other.includes(f));
}

function NewPersona({ filters, done }: { filters: readonly string[]; done: () => void }): JSX.Element {
  const { site } = useWorld();
  const [persona, setPersona] = useState<Omit<Persona, "id">>({ name: "", note: "", filters: [...filters] });
  const saving = useSaving(done);
  return <PersonaFields persona={persona} change={setPersona} saving={saving} save={() => post("personas", persona, [["site", site.name]])} />;
}
