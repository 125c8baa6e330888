import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { Happening } from "../parts/happening.tsx";
import { PageFrame, Skeleton } from "../parts/pageframe.tsx";
import type { Now } from "../shapes/live.ts";
import { useStream } from "../stream.ts";
import { live as words } from "../text/live.ts";

// LivePage shows what happens at the moment, and stops when somebody wants to read it.
export function LivePage(): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const [paused, setPaused] = useState(false);
  const of: Query = [["site", site.name]];
  const stream = useStream<Now>("live", of, "now", paused);
  const now = stream.value;
  return (
    <PageFrame title={t("livePage")} intro={t(words.intro)} heeds="nothing" answer={stream} skeleton={<Skeleton />}>
      {now && (
        <div key="live">
          <p class="live-head">
            <button type="button" class="button quiet small" onClick={() => setPaused(!paused)}>{t(paused ? words.goOn : words.pause)}</button>
            <span class="muted">{t(paused ? words.paused : words.asOf, { time: format.hour(now.time, site.timezone) })} {stream.broken && t(words.broken)}</span>
          </p>
          <Happening now={now} />
        </div>
      )}
    </PageFrame>
  );
}
