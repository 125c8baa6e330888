import type { JSX } from "preact";
import { useAnswer } from "../answer.ts";
import { get } from "../client.ts";
import { useWorld } from "../context.ts";
import { CustomerData } from "../parts/customerdata.tsx";
import { KeepingCard } from "../parts/keeping.tsx";
import { LastLimitCard } from "../parts/lastlimit.tsx";
import { Link } from "../parts/link.tsx";
import { PageFrame, Skeleton } from "../parts/pageframe.tsx";
import { may } from "../shapes.ts";
import type { Keeping } from "../shapes/privacy.ts";
import { privacy as words } from "../text/privacy.ts";

// PrivacyPage is where owners answer customers who ask, and where everybody sees what is held.
export function PrivacyPage(): JSX.Element {
  const { format: { t }, site } = useWorld();
  const answer = useAnswer("retention " + site.name, (signal) => get<Keeping>("retention", [["site", site.name]], signal), () => false);
  return (
    <PageFrame title={t("privacyPage")} intro={t(words.intro)} heeds="nothing" answer={answer} skeleton={<Skeleton />}>
      {answer.value && (
        <div key={"privacy " + site.name}>
          {may(site, "own") && <CustomerData />}
          <KeepingCard keeping={answer.value} />
          <LastLimitCard keeping={answer.value} />
          <section class="card" aria-labelledby="more">
            <h2 id="more">{t(words.more)}</h2>
            <p class="muted">{t(words.moreNote)}</p>
            <p class="actions"><Link to={{ page: "inventory" }}>{t(words.read)}</Link></p>
          </section>
        </div>
      )}
    </PageFrame>
  );
}
