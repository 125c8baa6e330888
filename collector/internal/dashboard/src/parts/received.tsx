import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import type { Quality } from "../shapes.ts";
import { totalOf } from "./tally.tsx";

// Received parts what arrived into what became of it; the parts add up.
export function Received({ quality }: { quality: Quality }): JSX.Element {
  const { format } = useWorld();
  const { t } = format;
  const parts = [
    { id: "accepted", n: quality.accepted },
    { id: "duplicates", n: quality.duplicates },
    { id: "discarded", n: quality.discarded },
    { id: "rejected", n: totalOf(quality.rejected) },
  ] as const;
  const whole = Math.max(1, quality.received);
  let start = 0;
  return (
    <section class="card">
      <h2>{t("received")} <span class="count">{format.count(quality.received)}</span></h2>
      <svg class="bar stacked" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="bar-rest" width="100" height="10" />
        {parts.map(({ id, n }) => {
          const width = (100 * n) / whole;
          const rect = <rect key={id} class={`part-${id}`} x={start} width={width} height="10" />;
          start += width;
          return rect;
        })}
      </svg>
      <dl class="received">
        {parts.map(({ id, n }) => (
          <div key={id} data-part={id}>
            <dt><span class={`dot part-${id}`} />{t(id)}</dt>
            <dd><strong>{format.count(n)}</strong> <span class="muted">{format.percent(n / whole)}</span><small>{t(`${id}Is`)}</small></dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
