import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import { remove } from "../client.ts";
import type { Me } from "../shapes.ts";
import { keepShare, shareToken } from "../share.ts";
import { Link } from "./link.tsx";
import { Mark } from "./mark.tsx";
import { Menu } from "./menu.tsx";
import { SettingsMenu } from "./settings.tsx";

// Header names the shop and leads to the pages.
export function Header({ me, left }: { me: Me; left: () => void }): JSX.Element {
  const { format, site, go, choose } = useWorld();
  const { t } = format;
  return (
    <header class="top">
      <div class="brand"><Mark /><span>{t("brand")}</span></div>
      <Menu />
      <div class="top-end">
        {me.sites.length > 1 && (
          <label class="control select">
            <span class="hidden">{t("site")}</span>
            <select value={site.name} onChange={(e) => go({ site: e.currentTarget.value, filters: [] })}>
              {me.sites.map((s) => <option key={s.name} value={s.name}>{s.name}</option>)}
            </select>
          </label>
        )}
        <SettingsMenu choose={choose} rials={me.sites.some((s) => s.currency === "IRR")} email={me.email} own={(close) => <Link to={{ page: "own" }} then={close}>{t("ownPage")}</Link>} version={me.version}
          signOut={() => {
            // Who looks at what was shared leaves that; whoever is signed in stays so.
            if (!shareToken()) remove("session").then(left, left);
            else {
              keepShare("");
              left();
            }
          }} />
      </div>
    </header>
  );
}
