import type { JSX } from "preact";
import type { Query } from "../client.ts";
import { useWorld } from "../context.ts";
import type { Format } from "../format.ts";
import type { Funnel, FunnelStep } from "../shapes.ts";
import type { Key } from "../text/table.ts";
import { steps as words } from "../text/steps.ts";
import { valuesOf } from "../view.ts";
import { Choice } from "./choice.tsx";
import { Download } from "./download.tsx";
import { Table } from "./table.tsx";

// stepName names a step. The last one is called by what comes of it, since the stage has the
// event's name.
function stepName(id: string, format: Format): string {
  return format.word(id === "purchase" ? "order" : id);
}

// Steps are the steps of the funnel as bars, each with what was seen by those who went no
// further, and as a table.
export function Steps({ funnel, question }: { funnel: Funnel; question: Query }): JSX.Element {
  const { format, view, go } = useWorld();
  const { t } = format;
  return (
    <section class="card" aria-labelledby="steps">
      <h2 id="steps" class="hidden">{t(words.tableCaption)}</h2>
      <div class="choices">
        <Choice legend={t(words.unit)} value={view.unit} choose={(unit) => go({ unit })} options={valuesOf("unit").map((unit) => ({ value: unit, text: t(words[unit]) }))} />
        <Choice legend={t("mode")} value={view.mode} choose={(mode) => go({ mode })} options={valuesOf("mode").map((mode) => ({ value: mode, text: t(mode) }))} />
      </div>
      <p class="small muted">{t(words[`${funnel.unit}_is`])}</p>
      <ol class="steps">
        {funnel.steps.map((step, i) => <Step key={step.id} unit={funnel.unit} step={step} next={funnel.steps[i + 1]} />)}
      </ol>
      <details>
        <summary>{t("asTable")}</summary>
        <Table caption={t(words.tableCaption)} hideCaption rows={funnel.steps} id={(s) => s.id} columns={[
          { name: t("step"), cell: (s) => stepName(s.id, format) },
          { name: t("number"), numeric: true, cell: (s) => format.count(s.count) },
          { name: t(words.ofFirst), numeric: true, cell: (s) => (s.share === null ? "–" : format.percent(s.share)) },
          { name: t("goneOn"), numeric: true, cell: (s) => continuedText(nextOf(funnel, s), format) },
          { name: t("lost"), numeric: true, cell: (s) => format.count(s.lost) },
          { name: t(words.halfHead), numeric: true, cell: (s) => timeText(nextOf(funnel, s), "median", format) },
          { name: t(words.mostHead), numeric: true, cell: (s) => timeText(nextOf(funnel, s), "p90", format) },
        ]} />
      </details>
      <Download report="funnel" name={t("purchaseFunnel")} query={question} />
    </section>
  );
}

// The API gives with each step how many came to it; a reader asks of each how many went on.
function nextOf(funnel: Funnel, step: FunnelStep): FunnelStep | undefined {
  return funnel.steps[funnel.steps.indexOf(step) + 1];
}

function continuedText(next: FunnelStep | undefined, format: Format): string {
  return next === undefined || next.continued === null ? "–" : format.percent(next.continued);
}

function timeText(next: FunnelStep | undefined, of: "median" | "p90", format: Format): string {
  return next?.seconds ? format.seconds(next.seconds[of]) : "–";
}

function Step({ unit, step, next }: { unit: Funnel["unit"]; step: FunnelStep; next: FunnelStep | undefined }): JSX.Element {
  const { format } = useWorld();
  const { t } = format;
  const share = step.share ?? 0;
  return (
    <li class="step" data-step={step.id}>
      <div class="step-name"><strong>{stepName(step.id, format)}</strong></div>
      <div class="step-bar">
        <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <rect class="bar-rest" width="100" height="10" /><rect class="bar-done" width={share * 100} height="10" />
        </svg>
      </div>
      <div class="step-count"><strong>{format.count(step.count)}</strong> <span class="muted">{step.share !== null && format.percent(step.share)}</span></div>
      {next && (
        <div class="step-after">
          <p class="went-on">
            {next.continued === null ? t("noData") : <strong>{t("wentOn", { share: format.percent(next.continued) })}</strong>}
            {next.low !== null && next.high !== null && <span class="muted">{t("betweenShares", { low: format.percent(next.low), high: format.percent(next.high) })}</span>}
            <Before step={next} />
          </p>
          {next.seconds && (
            <p class="went-on"><span>{t(words.half, { time: format.seconds(next.seconds.median) })}</span><span class="muted">{t(words.most, { time: format.seconds(next.seconds.p90) })}</span></p>
          )}
          <p class="lost">{t(words[`${unit}_lost`], { n: step.lost })}</p>
          {step.frictions.length > 0 && (
            <div class="step-frictions">
              <p class="small muted">{t("frictionsHere")}</p>
              <ul>{step.frictions.map((f) => <li key={f.reason}><span>{format.word(f.reason)}</span> <strong>{format.count(f.sessions)}</strong></li>)}</ul>
            </div>
          )}
        </div>
      )}
    </li>
  );
}

// Before is the share of the period before, judged only when the difference is more than chance.
function Before({ step }: { step: FunnelStep }): JSX.Element | null {
  const { format } = useWorld();
  const before = step.previous?.continued;
  if (before === undefined || before === null || step.continued === null) return null;
  const judgement: Key | "" = !step.significant ? "" : step.continued > before ? "better" : "worse";
  return (
    <span class={`change ${judgement || "none"}`}>
      {format.t("wentOnBefore", { share: format.percent(before) })}
      {judgement && <strong> {format.t(judgement)}</strong>}
    </span>
  );
}

// FunnelSkeleton takes the room of the funnel while it is on its way.
export function FunnelSkeleton(): JSX.Element {
  return (
    <div key="skeleton" class="card" aria-hidden="true">
      <div class="choice-blank"><span class="blank" /></div>
      <div class="steps">{[0, 1, 2, 3, 4, 5, 6].map((i) => <div key={i} class="step step-blank"><span class="blank" /></div>)}</div>
    </div>
  );
}
