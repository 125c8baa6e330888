import type { JSX } from "preact";
import { useAnswer } from "../answer.ts";
import { get } from "../client.ts";
import { useWorld } from "../context.ts";
import { Coverage } from "../parts/coverage.tsx";
import { KeyUses, sentAway } from "../parts/keyuses.tsx";
import { Empty } from "../parts/notice.tsx";
import { Overfull } from "../parts/overfull.tsx";
import { PageFrame } from "../parts/pageframe.tsx";
import { Received } from "../parts/received.tsx";
import { Rejects } from "../parts/rejects.tsx";
import { Scrubbed } from "../parts/scrubbed.tsx";
import { TallyTable, totalOf } from "../parts/tally.tsx";
import { rangeQuery } from "../question.ts";
import type { Quality } from "../shapes.ts";

// QualityPage tells what became of what was sent.
export function QualityPage(): JSX.Element {
  const { format, view, site, today } = useWorld();
  const { t } = format;
  const question = rangeQuery(view, site, today);
  const answer = useAnswer(JSON.stringify(question), (signal) => get<Quality>("quality", question, signal), () => false);
  const value = answer.value;
  const keys = value?.keys ?? [];
  return (
    <PageFrame title={t("dataQuality")} intro={t("qualityIntro")} heeds="range" answer={answer}
      skeleton={<div key="skeleton" aria-hidden="true"><div class="card quality-blank"><span class="blank" /></div><div class="card quality-blank"><span class="blank" /></div></div>}>
      {value && (value.received + totalOf(value.dropped) + sentAway(keys) === 0 ? <Empty /> : (
        <div key="quality" class="quality">
          <Received quality={value} />
          <Rejects quality={value} />
          <TallyTable title={t("lostBefore")} note={t("lostBeforeNote")} column={t("why")} tally={value.dropped} prefix="drop_" none={t("noDrops")} bad />
          {keys.length > 0 && <KeyUses keys={keys} />}
          <Coverage quality={value} />
          <TallyTable title={t("bots")} note={t("botsNote")} column={t("why")} tally={value.bots} prefix="bot_" none={t("noBots")} />
          {value.apart && totalOf(value.apart) > 0 && <TallyTable title={t("apart")} note={t("apartNote")} column={t("why")} tally={value.apart} prefix="apart_" />}
          {totalOf(value.noted) > 0 && <TallyTable title={t("noted")} column={t("why")} tally={value.noted} prefix="noted_" />}
          {value.scrubbed && value.scrubbed.length > 0 && <Scrubbed scrubbed={value.scrubbed} />}
          {value.folded && value.folded.length > 0 && <Overfull folded={value.folded} />}
          {value.retention?.sealed_before && (
            <section class="card">
              <h2>{t("sealed")}</h2>
              <p class="muted">{t("sealedNote", { date: format.date(value.retention.sealed_before.slice(0, 10)) })}</p>
              {value.retention.kept_from && <p class="muted">{t("keptFromNote", { date: format.date(value.retention.kept_from) })}</p>}
            </section>
          )}
        </div>
      ))}
    </PageFrame>
  );
}
