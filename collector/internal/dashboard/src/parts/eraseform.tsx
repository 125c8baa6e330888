import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { post } from "../client.ts";
import { useWorld } from "../context.ts";
import { useSaving } from "../saving.ts";
import type { Held } from "../shapes/privacy.ts";
import { privacy as words } from "../text/privacy.ts";
import { Wrong } from "./wrong.tsx";

// EraseForm erases a customer whose id was typed twice.
export function EraseForm({ customer, erased }: { customer: string; erased: (held: Held) => void }): JSX.Element {
  const { format: { t }, site } = useWorld();
  const [typed, setTyped] = useState("");
  const { busy, failure, save } = useSaving(() => undefined);
  const same = typed.trim() === customer;
  const other = !same && !customer.startsWith(typed.trim());
  return (
    <form class="erase" aria-labelledby="erase" onSubmit={(e) => { e.preventDefault(); if (same) save(() => post<Held>("erasures", { customer }, [["site", site.name]]).then(erased)); }}>
      <h3 id="erase" class="like-h2">{t(words.eraseTitle)}</h3>
      <p>{t(words.goesAll)}</p>
      <p>{t(words.comesLater)}</p>
      <p><strong>{t(words.noWayBack)}</strong></p>
      <label class="field">{t(words.typeAgain)}
        <input required dir="auto" autocomplete="off" spellcheck={false} value={typed} aria-invalid={other} aria-describedby="erase-wrong" onInput={(e) => setTyped(e.currentTarget.value)} />
      </label>
      <p id="erase-wrong" class="said-wrong" role="status">{other && t(words.otherId)}</p>
      <Wrong failure={failure} texts={words} />
      <p class="actions"><button class="button danger" disabled={busy || !same}>{t(words.erase)}</button></p>
    </form>
  );
}
