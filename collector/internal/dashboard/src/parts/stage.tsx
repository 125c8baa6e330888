import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useWorld } from "../context.ts";
import { leading } from "../leading.ts";
import type { Catalog, Days, Metric, Mood as MoodAnswer, Stage as Name, Touchpoint } from "../shapes.ts";
import { Mood } from "./mood.tsx";
import { Tile } from "./tile.tsx";
import { TouchpointList } from "./touchpoints.tsx";

interface Props {
  name: Name;
  metrics: readonly Metric[];
  catalog: Catalog;
  days: Days;
  compared: Days | undefined;
  mood: MoodAnswer | undefined;
  touchpoints: readonly Touchpoint[];
}

// Stage is one column of the map.
export function Stage({ name, metrics, catalog, days, compared, mood, touchpoints }: Props): JSX.Element {
  const { t } = useWorld().format;
  const [all, setAll] = useState(false);
  const { first, rest } = leading(name, metrics);
  const tile = (metric: Metric, headline: boolean): JSX.Element | null => {
    const definition = catalog.metrics.find((d) => d.id === metric.id);
    return definition ? <Tile key={metric.id} metric={metric} definition={definition} days={days} compared={compared} headline={headline} /> : null;
  };
  return (
    <section class="stage" aria-labelledby={`stage-${name}`}>
      <Mood answer={mood} />
      <div class="stage-head">
        <h2 id={`stage-${name}`}>{t(name)}</h2>
        <p>{t(`${name}Is`)}</p>
      </div>
      {first[0] && tile(first[0], true)}
      <div class="tiles">
        {first.slice(1).map((m) => tile(m, false))}
        {all && rest.map((m) => tile(m, false))}
      </div>
      <div class="more-row">
        {rest.length > 0 && !all && <button type="button" class="button quiet small" onClick={() => setAll(true)}>{t("more", { n: rest.length })}</button>}
      </div>
      <TouchpointList stage={name} touchpoints={touchpoints} />
    </section>
  );
}

// StageSkeleton takes the room of a stage while its numbers are on the way.
export function StageSkeleton({ name }: { name: Name }): JSX.Element {
  const { t } = useWorld().format;
  return (
    <div class="stage" aria-hidden="true">
      <div class="mood none"><span class="blank face" /></div>
      <div class="stage-head"><p class="like-h2">{t(name)}</p><p>{t(`${name}Is`)}</p></div>
      <div class="tile headline"><span class="blank" /></div>
      <div class="tiles">{[0, 1, 2, 3, 4].map((i) => <div key={i} class="tile"><span class="blank" /></div>)}</div>
      <div class="more-row" />
      <div class="touchpoints"><span class="blank" /></div>
    </div>
  );
}
