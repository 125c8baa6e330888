import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import { useAnswer } from "../answer.ts";
import { get, put } from "../client.ts";
import { ChangedContext, useWorld } from "../context.ts";
import { plainNumber } from "../entered.ts";
import { useSaving } from "../saving.ts";
import { may } from "../shapes.ts";
import type { Keeping, Older } from "../shapes/privacy.ts";
import { privacy as words } from "../text/privacy.ts";
import { Choice } from "./choice.tsx";
import { Wrong } from "./wrong.tsx";

// usual is how many days are offered first: ten years.
const usual = 3650;

// LastLimitCard says for how long anything is kept, orders and answers as well; owners choose it.
export function LastLimitCard({ keeping }: { keeping: Keeping }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const changed = useContext(ChangedContext);
  const [saved, setSaved] = useState(0);
  const days = keeping.keep_orders_days;
  return (
    <section class="card privacy" aria-labelledby="last-limit">
      <h2 id="last-limit">{t(words.lastLimit)}</h2>
      <p class="muted">{t(words.lastLimitNote)}</p>
      <p><strong>{days === 0 ? t(words.keptForEver) : t(words.keptDays, { n: days })}</strong></p>
      {keeping.kept_from && <p>{t(words.nothingBefore, { date: format.date(keeping.kept_from) })}</p>}
      {!may(site, "own") && <p class="small muted">{t(words.ownersKeep)}</p>}
      {may(site, "own") && (keeping.keep_days === 0
        ? <p class="small muted">{t(words.eventsFirst)}</p>
        : <LastLimitForm key={`${days} ${keeping.keep_days}`} keeping={keeping} saved={() => { setSaved(saved + 1); changed(); }} />)}
      <p role="status">{saved > 0 && t(words.saved)}</p>
    </section>
  );
}

function LastLimitForm({ keeping, saved }: { keeping: Keeping; saved: () => void }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const now = keeping.keep_orders_days;
  const least = Math.max(keeping.keep_days, keeping.fewest);
  const [bounded, setBounded] = useState(now > 0);
  const [text, setText] = useState(String(now > 0 ? now : Math.max(usual, least)));
  const [understood, setUnderstood] = useState(false);
  const { busy, failure, save } = useSaving(saved);
  const days = bounded ? Number(plainNumber(text)) : 0;
  const fits = !bounded || (Number.isInteger(days) && days >= least && days <= keeping.most_orders);
  const fewer = fits && days > 0 && (now === 0 || days < now);
  const more = fits && now > 0 && (days === 0 || days > now);
  return (
    <form class="form" onSubmit={(e) => { e.preventDefault(); if (fewer || more) save(() => put("retention", { keep_orders_days: days }, [["site", site.name]])); }}>
      <Choice legend={t(words.keep)} value={bounded ? "days" : "ever"} choose={(value) => setBounded(value === "days")}
        options={[{ value: "days", text: t(words.forDays) }, { value: "ever", text: t(words.forEver) }]} />
      {bounded && (
        <div class="field">
          <label for="keep-orders-days">{t(words.days)}</label>
          <input id="keep-orders-days" inputMode="numeric" dir="ltr" autocomplete="off" required value={text} aria-invalid={!fits} aria-describedby="keep-orders-range" onInput={(e) => setText(e.currentTarget.value)} />
          <p id="keep-orders-range" class={fits ? "small muted" : "said-wrong"}>{t(words.ordersRange, { from: format.count(least), to: format.count(keeping.most_orders) })}</p>
        </div>
      )}
      <div role="status">{fewer && <Going days={days} />}{more && <p>{t(words.staysGone)}</p>}</div>
      {fewer && <label class="check"><input type="checkbox" required checked={understood} onChange={(e) => setUnderstood(e.currentTarget.checked)} /> {t(words.understood)}</label>}
      <Wrong failure={failure} />
      <p class="actions"><button class={fewer ? "button danger" : "button"} disabled={busy || !(more || (fewer && understood))}>{t("save")}</button></p>
    </form>
  );
}

// Going says what would go if no more days were kept.
function Going({ days }: { days: number }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const { value, failure } = useAnswer(`${site.name} ${days}`, (signal) => get<Older>("retention/preview", [["site", site.name], ["keep_orders_days", String(days)]], signal), () => false);
  if (!value) return <Wrong failure={failure} />;
  return (
    <>
      <p><strong>{t(words.allGoes, { date: format.date(value.before) })}</strong></p>
      <dl class="sums">
        {([[words.orders, value.orders], [words.answers, value.answers], [words.visits, value.visits]] as const).map(([name, n]) => <div key={t(name)}><dt>{t(name)}</dt><dd>{format.count(n)}</dd></div>)}
      </dl>
      <p>{t(words.newAgain)}</p>
    </>
  );
}
