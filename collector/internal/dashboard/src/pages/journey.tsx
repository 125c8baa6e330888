import type { JSX } from "preact";
import { useAnswer, type Answer } from "../answer.ts";
import { get } from "../client.ts";
import { NotesContext, useWorld } from "../context.ts";
import type { Format } from "../format.ts";
import { MoodLine } from "../parts/mood.tsx";
import { NoteList } from "../parts/notelist.tsx";
import { Empty } from "../parts/notice.tsx";
import { PageFrame } from "../parts/pageframe.tsx";
import { Stage, StageSkeleton } from "../parts/stage.tsx";
import { rangeQuery, seriesQuery, viewQuery } from "../question.ts";
import { read, type Reading } from "../reading.ts";
import { stages, type Catalog, type Feedback, type Report, type Touchpoints } from "../shapes.ts";
import type { Notes } from "../shapes/notes.ts";
import type { View } from "../view.ts";

// Journey is the map: five stages in the direction in which one reads.
export function Journey({ catalog }: { catalog: Answer<Catalog> }): JSX.Element {
  const { format, view, site, today } = useWorld();
  const question = viewQuery(view, site, today);
  const series = seriesQuery(view, today, format);
  const answer = useAnswer(JSON.stringify([question, series]), async (signal) => {
    const [report, touchpoints, feedback] = await Promise.all([
      get<Report>("report", [...question, ...series], signal),
      get<Touchpoints>("touchpoints", question, signal),
      get<Feedback>("feedback", question, signal),
    ]);
    return { ...read(report), touchpoints, feedback };
  }, ({ report }) => report.folding === true);
  const days = rangeQuery(view, site, today);
  // The map can do without notes.
  const notes = useAnswer(JSON.stringify(days), (signal) => get<Notes>("annotations", days, signal), () => false).value?.annotations ?? [];
  const value = catalog.value && answer.value;
  const definitions = catalog.value;
  const both = catalog.failure ? catalog : { ...answer, busy: answer.busy || catalog.busy };
  return (
    <PageFrame title={format.t("journeyMapTitle")} catalog={definitions} answer={both} intro={comparison(value, view, format)} folding={value?.report.folding}
      skeleton={<div key="skeleton" class="journey">{stages.map((name) => <StageSkeleton key={name} name={name} />)}</div>}>
      {value && definitions && (quiet(value.report) ? <Empty /> : (
        <NotesContext.Provider value={notes} key="map">
          <div class="journey">
            <MoodLine moods={stages.map((s) => value.feedback.stages.find((m) => m.stage === s)?.mood ?? null)} />
            {stages.map((name) => (
              <Stage key={name} name={name} metrics={value.report.metrics} catalog={definitions} days={value.report} compared={value.report.compared}
                mood={value.feedback.stages.find((m) => m.stage === name)} touchpoints={value.touchpoints.touchpoints} />
            ))}
          </div>
          {notes.length > 0 && <NoteList notes={notes} />}
        </NotesContext.Provider>
      ))}
    </PageFrame>
  );
}

// comparison says what the numbers are compared with, in a line that is there from the start.
function comparison(reading: Reading | undefined, view: View, { t, days }: Format): string {
  const compared = reading?.report.compared;
  if (!compared) return "\u00a0";
  const text = t(reading.silent ? "nothingToCompare" : "comparedWith", { range: days(compared) });
  return view.range === "today" && !reading.silent ? `${text}. ${t("dayNotOver")}` : text;
}

// quiet tells that nothing at all happened.
function quiet(report: Report): boolean {
  return report.metrics.every((m) => (m.value === null || Number(m.value) === 0) && !m.denominator && !m.currencies?.length);
}
