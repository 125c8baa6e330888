import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import type { Mood as Answer } from "../shapes.ts";
import { Face } from "./face.tsx";
import { Popover } from "./popover.tsx";

// How far apart, in pixels, the best and the worst mood stand; the style sheet has the same.
const span = 44;

// height is where a mood stands between the best, 0, and the worst, 1.
function height(mood: number): number {
  return (2 - Math.max(-2, Math.min(2, mood))) / 4;
}

// Mood is the state of mind in a stage, with what tells it. Happier faces stand higher.
export function Mood({ answer }: { answer: Answer | undefined }): JSX.Element {
  const { format } = useWorld();
  const { t } = format;
  if (!answer || answer.face === null || answer.mood === null) {
    return <div class="mood none"><p class="evidence">{t("noData")}</p></div>;
  }
  const evidence = answer.inferred ? t("inferredFrom", { n: answer.sessions }) : t("fromAnswers", { n: answer.answers });
  return (
    <div class="mood" data-face={answer.face} style={{ "--rise": `${height(answer.mood) * span}px` }}>
      <Face name={answer.face} />
      <div class="mood-words">
        <strong>{t(answer.face)}</strong>
        <Popover hint title={t("stateOfMind")} className="term evidence" button={evidence}>
          {() => (
            <div class="about">
              <p class="about-name">{t("stateOfMind")}: {t(answer.face ?? "neutral")}</p>
              <p>{t("moodNote")}</p>
              <p>{t("moodOf", { mood: format.decimal(answer.mood ?? 0, 1) })} {t("fromAnswers", { n: answer.answers })}. {answer.inferred && t("troubled", { n: answer.troubled })}</p>
            </div>
          )}
        </Popover>
      </div>
    </div>
  );
}

// MoodLine joins the faces of the stages, from the first to the last.
export function MoodLine({ moods }: { moods: readonly (number | null)[] }): JSX.Element {
  const points = moods.map((m, i) => (m === null ? null : `${10 + 20 * i} ${height(m) * 100}`));
  let path = "", pen = "M";
  for (const point of points) {
    if (point === null) continue;
    path += pen + point;
    pen = "L";
  }
  return (
    <svg class="mood-line" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <path d={path} vector-effect="non-scaling-stroke" />
    </svg>
  );
}
