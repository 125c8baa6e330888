import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import { addDays, todayIn } from "../calendar.ts";
import { put } from "../client.ts";
import { ChangedContext, useWorld } from "../context.ts";
import { plainNumber } from "../entered.ts";
import { useSaving } from "../saving.ts";
import { may } from "../shapes.ts";
import type { Keeping } from "../shapes/privacy.ts";
import { privacy as words } from "../text/privacy.ts";
import { Choice } from "./choice.tsx";
import { Wrong } from "./wrong.tsx";

// usual is how many days are offered first: 13 months.
const usual = "396";

// KeepingCard says for how long single events are kept; owners choose it.
export function KeepingCard({ keeping }: { keeping: Keeping }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const changed = useContext(ChangedContext);
  const [saved, setSaved] = useState(0);
  return (
    <section class="card privacy" aria-labelledby="keeping">
      <h2 id="keeping">{t(words.keeping)}</h2>
      <p class="muted">{t(words.keepingNote)}</p>
      <p><strong>{keeping.keep_days === 0 ? t(words.keptForEver) : t(words.keptDays, { n: keeping.keep_days })}</strong></p>
      {keeping.sealed_before && <p>{t(words.sealed, { date: format.date(todayIn(site.timezone, new Date(keeping.sealed_before))) })}</p>}
      {may(site, "own") ? <KeepingForm key={keeping.keep_days} keeping={keeping} saved={() => { setSaved(saved + 1); changed(); }} /> : <p class="small muted">{t(words.ownersKeep)}</p>}
      <p role="status">{saved > 0 && t(words.saved)}</p>
    </section>
  );
}

function KeepingForm({ keeping, saved }: { keeping: Keeping; saved: () => void }): JSX.Element {
  const { format, site, today } = useWorld();
  const { t } = format;
  const [bounded, setBounded] = useState(keeping.keep_days > 0);
  const [text, setText] = useState(keeping.keep_days > 0 ? String(keeping.keep_days) : usual);
  const [understood, setUnderstood] = useState(false);
  const { busy, failure, save } = useSaving(saved);
  const days = bounded ? Number(plainNumber(text)) : 0;
  const beyond = keeping.keep_orders_days > 0 && (!bounded || days > keeping.keep_orders_days);
  const fits = !beyond && (!bounded || (Number.isInteger(days) && days >= keeping.fewest && days <= keeping.most));
  const fewer = fits && days > 0 && (keeping.keep_days === 0 || days < keeping.keep_days);
  const more = fits && keeping.keep_days > 0 && (days === 0 || days > keeping.keep_days);
  const range = t(words.daysRange, { from: format.count(keeping.fewest), to: format.count(keeping.most) });
  return (
    <form class="form" onSubmit={(e) => { e.preventDefault(); if (fewer || more) save(() => put("retention", { keep_days: days }, [["site", site.name]])); }}>
      <Choice legend={t(words.keep)} value={bounded ? "days" : "ever"} choose={(value) => setBounded(value === "days")}
        options={[{ value: "days", text: t(words.forDays) }, { value: "ever", text: t(words.forEver) }]} />
      {bounded && (
        <div class="field">
          <label for="keep-days">{t(words.days)}</label>
          <input id="keep-days" inputMode="numeric" dir="ltr" autocomplete="off" required value={text} aria-invalid={!fits} aria-describedby="keep-range" onInput={(e) => setText(e.currentTarget.value)} />
          <p id="keep-range" class={fits ? "small muted" : "said-wrong"}>{range}</p>
        </div>
      )}
      {beyond && <p class="said-wrong">{t(words.beyondOrders, { n: keeping.keep_orders_days })}</p>}
      <div role="status">{fewer && <p><strong>{t(words.willGo, { date: format.date(addDays(today, -days)) })}</strong></p>}{more && <p>{t(words.staysGone)}</p>}</div>
      {fewer && <label class="check"><input type="checkbox" required checked={understood} onChange={(e) => setUnderstood(e.currentTarget.checked)} /> {t(words.understood)}</label>}
      <Wrong failure={failure} />
      <p class="actions"><button class={fewer ? "button danger" : "button"} disabled={busy || !(more || (fewer && understood))}>{t("save")}</button></p>
    </form>
  );
}
