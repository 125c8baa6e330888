import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import { daily, opens, pages, seldom, type Page } from "../pages.ts";
import { Link } from "./link.tsx";
import { Popover } from "./popover.tsx";

// Menu leads to the pages. Where there is room the daily ones stand in a row and the others
// behind a button; elsewhere one button opens all of them. Style shows one of both.
export function Menu(): JSX.Element {
  const { format, view, me, site } = useWorld();
  const { t } = format;
  const link = (page: Page, then?: () => void): JSX.Element => (
    <Link to={{ page }} current={view.page === page} {...(then ? { then } : {})}>{t(pages[page].name)}</Link>
  );
  const list = (some: readonly Page[], close: () => void): JSX.Element => <ul>{some.map((page) => <li key={page}>{link(page, close)}</li>)}</ul>;
  const open = (some: readonly Page[]): readonly Page[] => some.filter((page) => opens(page, me, site));
  const rarely = open(seldom);
  const elsewhere = seldom.some((page) => page === view.page);
  return (
    <nav aria-label={t("pages")}>
      <ul class="menu-row">
        {open(daily).map((page) => <li key={page}>{link(page)}</li>)}
        {rarely.length > 0 && <li>
          <Popover title={t("morePages")} className={elsewhere ? "menu-more current" : "menu-more"} button={<>{view.page !== "missing" && elsewhere ? t(pages[view.page].name) : t("morePages")}<Down /></>}>
            {(close) => <div class="menu-list">{list(rarely, close)}</div>}
          </Popover>
        </li>}
      </ul>
      <div class="menu-all">
        <Popover title={t("pages")} className="menu-more" button={<><span class="hidden">{t("menu")}: </span><span class="menu-name">{view.page === "missing" ? t("menu") : t(pages[view.page].name)}</span><Down /></>}>
          {(close) => <div class="menu-list">{list(open(daily), close)}{list(rarely, close)}</div>}
        </Popover>
      </div>
    </nav>
  );
}

function Down(): JSX.Element {
  return <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M7 10l5 5 5-5" /></svg>;
}
