import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { joined, useAnswer } from "../answer.ts";
import { get, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { PageFrame, Skeleton } from "../parts/pageframe.tsx";
import { SurveyForm } from "../parts/surveyform.tsx";
import { SurveyList } from "../parts/surveylist.tsx";
import { may } from "../shapes.ts";
import type { Survey, Surveys, Tag } from "../shapes/surveys.ts";
import { surveys as words } from "../text/surveys.ts";

// SurveysPage sets up what visitors are asked.
export function SurveysPage(): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const of: Query = [["site", site.name]];
  const answer = joined(
    useAnswer("surveys " + site.name, (signal) => get<Surveys>("surveys", of, signal), () => false),
    useAnswer("tag " + site.name, (signal) => get<Tag>("tag", of, signal), () => false),
  );
  const [editing, setEditing] = useState<Survey | "new">();
  const [list, tag] = answer.value ?? [];
  const writes = may(site, "write");
  const close = (): void => setEditing(undefined);
  return (
    <PageFrame title={t("surveysPage")} intro={t(words.intro)} heeds="nothing" answer={answer} skeleton={<Skeleton />}>
      {list && tag && (
        <div key="surveys">
          {editing ? (
            <SurveyForm key={editing === "new" ? 0 : editing.id} survey={editing === "new" ? undefined : editing} file={tag.survey.name}
              done={() => { close(); answer.retry(); }} cancel={close} />
          ) : (
            <>
              {writes ? <p class="actions"><button type="button" class="button" onClick={() => setEditing("new")}>{t(words.add)}</button></p> : <p class="muted">{t("editorsWrite")}</p>}
              {list.surveys.length === 0
                ? <div class="notice"><h2>{t(words.empty)}</h2>{writes && <p>{t(words.emptyNext)}</p>}</div>
                : <SurveyList surveys={list.surveys} file={tag.survey.name} edit={setEditing} />}
            </>
          )}
        </div>
      )}
    </PageFrame>
  );
}
