import type { JSX } from "preact";
import { useAnswer } from "../answer.ts";
import { get, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { AuditFilter } from "../parts/auditfilter.tsx";
import { AuditList } from "../parts/auditlist.tsx";
import { PageFrame, Skeleton } from "../parts/pageframe.tsx";
import type { Audit } from "../shapes/audit.ts";
import { audit as words } from "../text/audit.ts";

// AuditPage is for owners of every shop: who came in and who changed what.
export function AuditPage(): JSX.Element {
  const { format: { t }, view } = useWorld();
  const question: Query = [...(view.deed ? [["action", view.deed]] : []), ...(view.who ? [["who", view.who]] : [])] as Query;
  const key = JSON.stringify(question);
  const answer = useAnswer(key, (signal) => get<Audit>("audit", question, signal), () => false);
  const value = answer.value;
  return (
    <PageFrame title={t("auditPage")} intro={t(words.intro)} heeds="nothing" answer={answer} skeleton={<Skeleton />}>
      {value && (
        <section key="audit" class="card audit" aria-label={t("auditPage")}>
          <AuditFilter />
          {value.entries.length === 0
            ? <p role="status">{t(question.length > 0 ? words.noneSuch : words.none)}</p>
            : <AuditList key={`${key} ${value.entries[0]?.id}`} first={value} question={question} />}
        </section>
      )}
    </PageFrame>
  );
}
