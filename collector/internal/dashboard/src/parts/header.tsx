import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import { remove } from "../client.ts";
import type { Me } from "../shapes.ts";
import { Link } from "./link.tsx";
import { Mark } from "./mark.tsx";
import { SettingsMenu } from "./settings.tsx";

// Header names the shop and leads to the pages.
export function Header({ me, left }: { me: Me; left: () => void }): JSX.Element {
  const { format, view, site, go, choose } = useWorld();
  const { t } = format;
  return (
    <header class="top">
      <div class="brand"><Mark /><span>{t("brand")}</span></div>
      <nav aria-label={t("pages")}>
        <Link to={{ page: "journey" }} current={view.page === "journey"}>{t("journeyMap")}</Link>
        <Link to={{ page: "funnel" }} current={view.page === "funnel"}>{t("purchaseFunnel")}</Link>
        <Link to={{ page: "quality" }} current={view.page === "quality"}>{t("dataQuality")}</Link>
      </nav>
      <div class="top-end">
        {me.sites.length > 1 && (
          <label class="control select">
            <span class="hidden">{t("site")}</span>
            <select value={site.name} onChange={(e) => go({ site: e.currentTarget.value, filters: [] })}>
              {me.sites.map((s) => <option key={s.name} value={s.name}>{s.name}</option>)}
            </select>
          </label>
        )}
        <SettingsMenu choose={choose} rials={me.sites.some((s) => s.currency === "IRR")} email={me.email} version={me.version}
          signOut={() => { remove("session").then(left, left); }} />
      </div>
    </header>
  );
}
