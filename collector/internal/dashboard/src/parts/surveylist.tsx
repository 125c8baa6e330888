import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import { put, remove, type Query } from "../client.ts";
import { ChangedContext, useWorld } from "../context.ts";
import type { Format } from "../format.ts";
import { useSaving } from "../saving.ts";
import { may } from "../shapes.ts";
import type { Survey } from "../shapes/surveys.ts";
import { surveys as words } from "../text/surveys.ts";
import { Popover } from "./popover.tsx";
import { Previews } from "./previews.tsx";
import { SurveyLinkForm } from "./surveylinks.tsx";
import { Wrong } from "./wrong.tsx";

interface Props {
  surveys: readonly Survey[];
  file: string; // of the prompt
  edit: (survey: Survey) => void;
}

// SurveyList are the surveys of a site.
export function SurveyList({ surveys, file, edit }: Props): JSX.Element {
  return <ul class="surveys">{surveys.map((s) => <Entry key={s.id} survey={s} file={file} edit={() => edit(s)} />)}</ul>;
}

function Entry({ survey, file, edit }: { survey: Survey; file: string; edit: () => void }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const changed = useContext(ChangedContext);
  const { busy, failure, save } = useSaving(changed);
  const of: Query = [["site", site.name]];
  const { id, ...rest } = survey;
  const own = survey.questions[format.settings.language];
  return (
    <li class="card" aria-labelledby={`survey-${id}`}>
      <div class="note-head">
        <h2 id={`survey-${id}`}><bdi>{survey.name}</bdi></h2>
        <span class={survey.asked ? "state on" : "state"}>{t(survey.asked ? words.on : words.off)}</span>
      </div>
      <p>{t(words[survey.kind])}{own && <> · <q><bdi>{own}</bdi></q></>}</p>
      <p class="muted small">{summary(survey, format).map((part, i) => <span key={i}>{i > 0 && " · "}<bdi>{part}</bdi></span>)}</p>
      {may(site, "write") && (
        <p class="actions">
          <button type="button" class="button quiet small" disabled={busy} onClick={() => save(() => put(`surveys/${id}`, { ...rest, asked: !survey.asked }, of))}>{t(survey.asked ? words.switchOff : words.switchOn)}<span class="hidden">: {survey.name}</span></button>
          <button type="button" class="button quiet small" onClick={edit}>{t("edit")}<span class="hidden">: {survey.name}</span></button>
          <Popover title={t(words.linksOf, { name: survey.name })} label={t(words.linksOf, { name: survey.name })} className="button quiet small" button={t(words.links)}>
            {() => <SurveyLinkForm survey={survey} />}
          </Popover>
          <button type="button" class="button quiet small" disabled={busy} aria-label={t(words.remove, { name: survey.name })} onClick={() => save(() => remove(`surveys/${id}`, of))}>{t("removeIt")}</button>
        </p>
      )}
      <Previews survey={survey} file={file} />
      <Wrong failure={failure} />
    </li>
  );
}

function summary(survey: Survey, { t, percent }: Format): string[] {
  const parts = [survey.page ? t(words.onPages, { page: leftToRight(survey.page) }) : t(words.everyPage)];
  if (survey.touchpoint) parts.push(t(words.about, { touchpoint: survey.touchpoint }));
  if (survey.stage) parts.push(t(survey.stage));
  parts.push(t(words.ofVisitors, { share: percent(survey.share / 100) }));
  return parts;
}

// leftToRight keeps a path together, whose slashes and stars would else stand where the text goes.
function leftToRight(path: string): string {
  return `\u200e${path}\u200e`;
}
