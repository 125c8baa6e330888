import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import { deeds, type DeedGroup } from "../shapes/audit.ts";
import { audit as words, done, groups } from "../text/audit.ts";

// AuditFilter chooses of which kind and by whom entries are shown.
export function AuditFilter(): JSX.Element {
  const { format: { t }, view, go } = useWorld();
  return (
    <div class="controls">
      <label class="control select">
        <span class="hidden">{t(words.what)}</span>
        <select value={view.deed} onChange={(e) => go({ deed: e.currentTarget.value })}>
          <option value="">{t(words.everything)}</option>
          {(Object.keys(deeds) as DeedGroup[]).map((group) => (
            <optgroup key={group} label={t(groups[group])}>
              {deeds[group].map((deed) => <option key={deed} value={deed}>{t(done[deed])}</option>)}
            </optgroup>
          ))}
        </select>
      </label>
      {view.who && (
        <span class="chip"><span>{t(words.of)} {view.who === "safar" ? t(words.program) : <bdi dir="ltr">{view.who}</bdi>}</span><button type="button" aria-label={t(words.anybody)} onClick={() => go({ who: "" })}>×</button></span>
      )}
    </div>
  );
}
