import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { put } from "../client.ts";
import { useWorld } from "../context.ts";
import { plainNumber } from "../entered.ts";
import { useSaving } from "../saving.ts";
import { quotaBounds, type SendingKey } from "../shapes/access.ts";
import { access as words } from "../text/access.ts";
import { Choice } from "./choice.tsx";
import { FieldWrong } from "./fieldwrong.tsx";
import { Wrong } from "./wrong.tsx";

// The fields of a key, as the collector calls them.
const ofOrigins = "origins";
const ofQuota = "events_per_day";

// KeyForm says whose pages may use a key, and how many events it may bring a day.
export function KeyForm({ sending, done }: { sending: SendingKey; done: () => void }): JSX.Element {
  const { format, site } = useWorld();
  const { t, count } = format;
  const id = useId();
  const [origins, setOrigins] = useState(sending.origins.join("\n"));
  const [bounded, setBounded] = useState(sending.events_per_day > 0);
  const [quota, setQuota] = useState(count(sending.events_per_day || quotaBounds.usual));
  const { busy, failure, save } = useSaving(done);
  const inPages = sending.kind === "browser";
  const perDay = bounded ? Number(plainNumber(quota)) : 0;
  const isNumber = Number.isSafeInteger(perDay);
  const said = { ...(inPages ? { origins: origins.split("\n").map((o) => o.trim()).filter((o) => o !== "") } : {}), events_per_day: perDay };
  return (
    <form class="form" onSubmit={(e) => { e.preventDefault(); if (isNumber) save(() => put(`keys/${sending.id}`, said, [["site", site.name]])); }}>
      <p><code dir="ltr">{sending.key}</code></p>
      {inPages && (
        <div class="field">
          <label for={id + ofOrigins}>{t(words.origins)}</label>
          <textarea id={id + ofOrigins} dir="ltr" rows={3} autocomplete="off" autocapitalize="off" spellcheck={false} value={origins} aria-invalid={failure?.field === ofOrigins}
            aria-describedby={`${id}wrong-${ofOrigins} ${id}note-${ofOrigins}`} onInput={(e) => setOrigins(e.currentTarget.value)} />
          <FieldWrong id={`${id}wrong-${ofOrigins}`} field={ofOrigins} failure={failure} text={t(words.wrongOrigins)} />
          <p id={`${id}note-${ofOrigins}`} class="small muted">{t(words.originsNote)}</p>
        </div>
      )}
      <Choice legend={t(words.quota)} value={bounded ? "bounded" : "noQuota"} choose={(value) => setBounded(value === "bounded")}
        options={[{ value: "bounded", text: t(words.bounded) }, { value: "noQuota", text: t(words.noQuota) }]} />
      {bounded && (
        <div class="field">
          <label for={id + ofQuota}>{t(words.perDay)}</label>
          <input id={id + ofQuota} inputMode="numeric" dir="ltr" autocomplete="off" required value={quota} aria-invalid={!isNumber || failure?.field === ofQuota}
            aria-describedby={`${id}wrong-${ofQuota} ${id}note-${ofQuota}`} onInput={(e) => setQuota(e.currentTarget.value)} />
          <p class="said-wrong" role="status">{!isNumber && quota !== "" && t("noNumber")}</p>
          <FieldWrong id={`${id}wrong-${ofQuota}`} field={ofQuota} failure={failure} text={t(words.wrongQuota, { from: count(quotaBounds.fewest), to: count(quotaBounds.most) })} />
          <p id={`${id}note-${ofQuota}`} class="small muted">{t(words.perDayNote)}</p>
        </div>
      )}
      <Wrong failure={failure && [ofOrigins, ofQuota].includes(failure.field) ? undefined : failure} />
      <p class="actions"><button class="button" disabled={busy}>{t("save")}</button></p>
    </form>
  );
}
