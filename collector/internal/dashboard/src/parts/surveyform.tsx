import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { post, put, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { plainNumber } from "../entered.ts";
import { useSaving } from "../saving.ts";
import { stages } from "../shapes.ts";
import { kinds, occasions, type Language, type Survey } from "../shapes/surveys.ts";
import { surveys as words } from "../text/surveys.ts";
import { Previews } from "./previews.tsx";
import { Wrong } from "./wrong.tsx";

// fresh is a survey that nobody has written yet, with what most shops want.
const fresh: Omit<Survey, "id"> = {
  name: "", kind: "nps", asked: false, questions: {}, touchpoint: "", stage: "", page: "",
  occasion: "page", seconds: 3, leaving: false, share: 100, days: 90,
};

const languages = [["en", words.english, "ltr"], ["fa", words.persian, "rtl"], ["ar", words.arabic, "rtl"]] as const;
const after = { page: words.onPage, touchpoint: words.onTouchpoint, stage: words.onStage } as const;

interface Props {
  survey: Survey | undefined; // none for a new one
  file: string; // of the prompt
  done: () => void;
  cancel: () => void;
}

// SurveyForm sets a survey up.
export function SurveyForm({ survey, file, done, cancel }: Props): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const { id: _, ...before } = survey ?? { ...fresh, id: 0 };
  const [said, setSaid] = useState(before);
  const title = useRef<HTMLHeadingElement>(null);
  const { busy, failure, save } = useSaving(done);
  const of: Query = [["site", site.name]];
  const note = useId();
  const change = (part: Partial<typeof said>): void => setSaid({ ...said, ...part });
  useEffect(() => title.current?.focus(), []);
  return (
    <form class="card survey-form" aria-labelledby="survey-title" onSubmit={(e) => { e.preventDefault(); save(() => (survey ? put(`surveys/${survey.id}`, said, of) : post("surveys", said, of))); }}>
      <h2 id="survey-title" ref={title} tabIndex={-1}>{survey ? t(words.edit, { name: survey.name }) : t(words.add)}</h2>
      <div class="survey-columns">
        <fieldset>
          <legend>{t(words.what)}</legend>
          <label class="field">{t(words.name)}<input value={said.name} required maxLength={80} dir="auto" placeholder="after-order" onInput={(e) => change({ name: e.currentTarget.value })} /></label>
          <label class="field">{t(words.kind)}
            <select value={said.kind} onChange={(e) => change({ kind: e.currentTarget.value as Survey["kind"] })}>
              {kinds.map((k) => <option key={k} value={k}>{t(words[k])}</option>)}
            </select>
          </label>
          <p class="small muted">{t(words.ownWords)}</p>
          {languages.map(([lang, name, dir]) => (
            <label key={lang} class="field">{t(name)}<input value={said.questions[lang as Language] ?? ""} maxLength={200} dir={dir} lang={lang} onInput={(e) => change({ questions: { ...said.questions, [lang]: e.currentTarget.value } })} /></label>
          ))}
          <Previews survey={said} file={file} />
        </fieldset>
        <fieldset>
          <legend>{t(words.where)}</legend>
          <label class="check"><input type="checkbox" checked={said.asked} onChange={(e) => change({ asked: e.currentTarget.checked })} /> {t(words.asked)}</label>
          <label class="field">{t(words.page)}<input value={said.page} maxLength={200} dir="ltr" placeholder="/thanks*" aria-describedby={`${note}-page`} onInput={(e) => change({ page: e.currentTarget.value })} /></label>
          <p id={`${note}-page`} class="small muted">{t(words.pageNote)}</p>
          <label class="field">{t(words.occasion)}
            <select value={said.occasion} onChange={(e) => change({ occasion: e.currentTarget.value as Survey["occasion"] })}>
              {occasions.map((o) => <option key={o} value={o}>{t(after[o])}</option>)}
            </select>
          </label>
          <Whole label={t(words.seconds)} value={said.seconds} to={600} change={(seconds) => change({ seconds })} />
          <label class="check"><input type="checkbox" checked={said.leaving} onChange={(e) => change({ leaving: e.currentTarget.checked })} /> {t(words.leaving)}</label>
        </fieldset>
        <fieldset>
          <legend>{t(words.whom)}</legend>
          <Whole label={t(words.share)} value={said.share} from={1} to={100} change={(share) => change({ share })} />
          <Whole label={t(words.days)} value={said.days} to={3650} change={(days) => change({ days })} />
          <p class="small muted">{t(words.daysNote)}</p>
          <label class="field">{t(words.touchpoint)}<input value={said.touchpoint} required={said.occasion === "touchpoint"} maxLength={128} dir="auto" onInput={(e) => change({ touchpoint: e.currentTarget.value })} /></label>
          <label class="field">{t(words.stage)}
            <select value={said.stage} required={said.occasion === "stage"} onChange={(e) => change({ stage: e.currentTarget.value as Survey["stage"] })}>
              <option value="">{t(words.usualStage)}</option>
              {stages.map((s) => <option key={s} value={s}>{t(s)}</option>)}
            </select>
          </label>
        </fieldset>
      </div>
      <Wrong failure={failure} />
      <p class="actions">
        <button class="button" disabled={busy}>{t("save")}</button>
        <button type="button" class="button quiet" onClick={cancel}>{t(words.cancel)}</button>
      </p>
    </form>
  );
}

interface WholeProps {
  label: string;
  value: number;
  from?: number;
  to: number;
  change: (value: number) => void;
}

// Whole takes a whole number, in whatever digits it is typed.
function Whole({ label, value, from = 0, to, change }: WholeProps): JSX.Element {
  const { format } = useWorld();
  const id = useId();
  const [typed, setTyped] = useState(String(value));
  const number = Number(plainNumber(typed) ?? NaN);
  const wrong = !Number.isInteger(number) || number < from || number > to;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.setCustomValidity(wrong ? format.t("noNumber") : ""), [wrong]);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} ref={field} inputMode="numeric" dir="ltr" autocomplete="off" required value={typed} aria-invalid={wrong}
        onInput={(e) => {
          setTyped(e.currentTarget.value);
          const entered = Number(plainNumber(e.currentTarget.value) ?? NaN);
          if (Number.isInteger(entered)) change(entered);
        }} />
    </div>
  );
}
