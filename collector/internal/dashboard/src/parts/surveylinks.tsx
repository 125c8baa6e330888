import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { post } from "../client.ts";
import { useWorld } from "../context.ts";
import { useSaving } from "../saving.ts";
import type { Survey, SurveyLinks } from "../shapes/surveys.ts";
import { surveys as words } from "../text/surveys.ts";
import { base } from "../view.ts";
import { Wrong } from "./wrong.tsx";

const surfaces = ["email", "sms", "chat"] as const;

// SurveyLinkForm makes links for letters, one for each order.
export function SurveyLinkForm({ survey }: { survey: Survey }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const [said, setSaid] = useState({ orders: "", language: "", surface: "sms", days: 30 });
  const [made, setMade] = useState<string>();
  const { busy, failure, save } = useSaving(() => undefined);
  const change = (part: Partial<typeof said>): void => { setSaid({ ...said, ...part }); setMade(undefined); };
  const make = async (): Promise<void> => {
    const responses = said.orders.split("\n").map((line) => line.trim()).filter((line) => line !== "");
    const { links } = await post<SurveyLinks>(`surveys/${survey.id}/links`, { responses, language: said.language, surface: said.surface, days: said.days }, [["site", site.name]]);
    setMade(links.map((l) => `${l.response}\t${new URL(l.path, base).href}`).join("\n"));
  };
  return (
    <form class="form" onSubmit={(e) => { e.preventDefault(); save(make); }}>
      <p class="small muted">{t(words.linksNote)}</p>
      <label class="field">{t(words.responses)}<textarea required dir="ltr" rows={4} value={said.orders} onInput={(e) => change({ orders: e.currentTarget.value })} /></label>
      <label class="field">{t(words.language)}
        <select value={said.language} onChange={(e) => change({ language: e.currentTarget.value })}>
          <option value="">{t(words.readers)}</option>
          <option value="en">{t(words.english)}</option>
          <option value="fa">{t(words.persian)}</option>
          <option value="ar">{t(words.arabic)}</option>
        </select>
      </label>
      <label class="field">{t(words.surface)}
        <select value={said.surface} onChange={(e) => change({ surface: e.currentTarget.value })}>
          {surfaces.map((s) => <option key={s} value={s}>{format.word(s)}</option>)}
        </select>
      </label>
      <label class="field">{t(words.validDays)}
        <select value={String(said.days)} onChange={(e) => change({ days: Number(e.currentTarget.value) })}>
          {[7, 30, 90, 365].map((d) => <option key={d} value={String(d)}>{format.count(d)}</option>)}
        </select>
      </label>
      <Wrong failure={failure} />
      <p class="actions"><button class="button" disabled={busy}>{t(words.makeLinks)}</button></p>
      {made !== undefined && <label class="field">{t(words.madeLinks)}<textarea class="made" readOnly dir="ltr" rows={6} wrap="off" value={made} onFocus={(e) => e.currentTarget.select()} /></label>}
    </form>
  );
}
