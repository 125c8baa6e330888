import type { JSX } from "preact";
import { Failure } from "../client.ts";
import { useFormat, useWorld } from "../context.ts";
import type { Key } from "../text/table.ts";
import { base } from "../view.ts";
import { Link } from "./link.tsx";

// Failed says what went wrong and what can be done.
export function Failed({ failure, retry }: { failure: Failure; retry: () => void }): JSX.Element {
  const { t } = useFormat();
  const { go, view } = useWorld();
  const refused = failure.status >= 400 && failure.status < 500;
  return (
    <div class="notice bad" role="alert">
      <h2>{t("failedTitle")}</h2>
      <p>{t(wording(failure))}</p>
      {refused && failure.status !== 404 && <p dir="ltr" lang="en" class="said">{failure.message} {failure.hint}</p>}
      <p class="actions">
        <button type="button" class="button" onClick={retry}>{t("retry")}</button>
        {refused && view.filters.length > 0 && <button type="button" class="button quiet" onClick={() => go({ filters: [] })}>{t("resetView")}</button>}
      </p>
    </div>
  );
}

function wording(failure: Failure): Key {
  if (failure.code === "network") return "failedNetwork";
  if (failure.status === 503 || failure.status === 429) return "failedBusy";
  if (failure.status === 404) return "failedMissing";
  return failure.status < 500 && failure.status >= 400 ? "failedQuestion" : "failedOurs";
}

// Empty tells what to do when there is nothing to show.
export function Empty(): JSX.Element {
  const { t } = useFormat();
  const { go, view } = useWorld();
  const snippet = `<script async src="${new URL("t.js", base).href}" data-site="pk_…"></script>`;
  return (
    <div class="notice">
      <h2>{t("noData")}</h2>
      <p>{t("emptyRange")}</p>
      <p class="actions"><button type="button" class="button" onClick={() => go({ range: "90d" })}>{t("emptyLonger")}</button></p>
      <p>{t("emptySnippet")}</p>
      <pre dir="ltr" tabIndex={0}><code>{snippet}</code></pre>
      <p><Link to={{ page: "connect" }}>{t("connectPage")}</Link></p>
      {view.page !== "quality" && <p>{t("emptyQuality")} <Link to={{ page: "quality" }}>{t("dataQuality")}</Link></p>}
    </div>
  );
}

// Nothing says that a report has nothing to show, why, and what to do next.
export function Nothing({ say, next }: { say: string; next: string }): JSX.Element {
  const { t } = useFormat();
  const { go, view } = useWorld();
  return (
    <div class="notice">
      <h2>{t("noData")}</h2>
      <p>{say}</p>
      <p>{next}</p>
      <p class="actions">
        {view.range !== "365d" && <button type="button" class="button" onClick={() => go({ range: "365d" })}>{t("emptyYear")}</button>}
        {view.filters.length > 0 && <button type="button" class="button quiet" onClick={() => go({ filters: [] })}>{t("resetView")}</button>}
      </p>
    </div>
  );
}

// Folding says that an answer misses what has just arrived.
export function Folding(): JSX.Element {
  return <p class="folding">{useFormat().t("folding")}</p>;
}
