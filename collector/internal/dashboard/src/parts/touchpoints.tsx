import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useWorld } from "../context.ts";
import type { Stage, Touchpoint } from "../shapes.ts";

// shortList is how many touchpoints a stage shows unasked.
const shortList = 4;

// TouchpointList are the places of a stage where customers and shop met, the busiest first.
export function TouchpointList({ stage, touchpoints }: { stage: Stage; touchpoints: readonly Touchpoint[] }): JSX.Element {
  const { format } = useWorld();
  const { t } = format;
  const [all, setAll] = useState(false);
  const own = touchpoints.filter((p) => p.stage === stage);
  const shown = all ? own : own.slice(0, shortList);
  return (
    <div class="touchpoints">
      <h3>{t("touchpoints")}</h3>
      {own.length === 0 && <p class="muted small">{t("noTouchpoints")}</p>}
      {own.length > 0 && (
        <ul>
          {shown.map((p) => (
            <li key={p.touchpoint + p.surface}>
              <span class="touchpoint-name"><bdi>{p.label ?? p.touchpoint}</bdi></span>
              <span class="touchpoint-notes">
                <span>{format.word(p.surface)}</span>
                <span>{p.impressions > 0 ? t("views", { n: p.impressions }) : t("events", { n: p.events })}</span>
                {(p.clicks > 0 || p.impressions > 0) && <span>{t("clicks", { n: p.clicks })}</span>}
                {p.ctr !== null && <span>{t("ctrIs", { rate: format.percent(p.ctr) })}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
      {own.length > shown.length && <button type="button" class="button quiet small" onClick={() => setAll(true)}>{t("moreTouchpoints", { n: own.length - shown.length })}</button>}
    </div>
  );
}
