import type { FunctionComponent, JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useAnswer, type Answer } from "./answer.ts";
import { todayIn } from "./calendar.ts";
import { Failure, get, remove } from "./client.ts";
import { FormatContext, UnwelcomeContext, WorldContext, type World } from "./context.ts";
import type { Entry } from "./entry.ts";
import { formatFor, type Format } from "./format.ts";
import { AccountPage } from "./pages/account.tsx";
import { Journey } from "./pages/journey.tsx";
import { opens, pages, type Page } from "./pages.ts";
import { Header } from "./parts/header.tsx";
import { Lazy } from "./parts/lazy.tsx";
import { Title } from "./parts/title.tsx";
import { changed, readSettings, type Settings } from "./settings.ts";
import { keepShare, shareToken } from "./share.ts";
import type { Catalog, Me } from "./shapes.ts";
import type { Personas } from "./shapes/notes.ts";
import { addressOf, moved, parseView, type View } from "./view.ts";

// Ended is what let somebody in until a moment ago, or false.
export type Ended = "sessionEnded" | "shareEnded" | false;

type Door = { open: true; me: Me } | { open: false; entry: Entry; ended: Ended } | { open: "unknown"; failure?: Failure };

// App is everything between the address and the pages: who reads, in which language, and
// what they look at.
export function App({ entry }: { entry: Entry }): JSX.Element {
  const [view, setView] = useState(() => parseView(new URL(location.href)));
  const [settings, setSettings] = useState(() => readSettings(new URLSearchParams(location.search), navigator.languages));
  const [door, setDoor] = useState<Door>(entry.kind === "form" ? { open: "unknown" } : { open: false, entry, ended: false });
  const format = useMemo(() => formatFor(settings), [settings]);

  const choose = (choice: Partial<Settings>): void => {
    setSettings(changed(settings, choice));
    // A language that was chosen counts for more than the one that a link asked for.
    if (choice.language && view.lang) show({ ...view, lang: "" }, true);
  };
  const show = (next: View, replace = false): void => {
    history[replace ? "replaceState" : "pushState"](null, "", addressOf(next));
    setView(next);
  };
  const ask = (): void => {
    setDoor({ open: "unknown" });
    get<Me>("me").then((me) => setDoor({ open: true, me }), (error: unknown) => {
      const failure = error instanceof Failure ? error : new Failure(0, "internal", String(error), "", 0);
      const shared = failure.status === 401 && shareToken() !== "";
      if (shared) keepShare("");
      setDoor(failure.status === 401 ? { open: false, entry: { kind: "form", token: "" }, ended: shared && "shareEnded" } : { open: "unknown", failure });
    });
  };
  const unwelcome = (): void => {
    leave(shareToken() ? "shareEnded" : "sessionEnded");
    keepShare("");
  };
  const leave = (ended: Ended): void => setDoor({ open: false, entry: { kind: "form", token: "" }, ended });

  useEffect(() => {
    if (entry.kind === "form") ask();
    const back = (): void => setView(parseView(new URL(location.href)));
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, []);
  useLayoutEffect(() => dress(settings, format), [settings]);

  return (
    <FormatContext.Provider value={format}>
      {door.open === true && <UnwelcomeContext.Provider value={unwelcome}><Inside me={door.me} format={format} view={view} go={(change) => show(moved(view, change))} choose={choose} left={() => leave(false)} /></UnwelcomeContext.Provider>}
      {door.open === false && <AccountPage entry={door.entry} ended={door.ended} choose={choose} entered={ask} />}
      {door.open === "unknown" && (
        <main id="main" class="waiting-room" aria-busy={!door.failure}>
          {door.failure
            ? <div class="notice bad" role="alert"><h1>{format.t("failedTitle")}</h1><p>{format.t(door.failure.code === "network" ? "failedNetwork" : "failedBusy")}</p><button type="button" class="button" onClick={ask}>{format.t("retry")}</button></div>
            : <h1 class="hidden">{format.t("loading")}</h1>}
        </main>
      )}
    </FormatContext.Provider>
  );
}

interface InsideProps {
  me: Me;
  format: Format;
  view: View;
  go: World["go"];
  choose: World["choose"];
  left: () => void;
}

// Drawn is what draws a page.
type Drawn = FunctionComponent<{ catalog: Answer<Catalog> }>;

// The map is what most people come for; the other pages are fetched when they are opened.
const loaders: Record<Exclude<Page, "journey">, () => Promise<Drawn>> = {
  funnel: () => import("./pages/funnel.tsx").then((m) => m.FunnelPage),
  channels: () => import("./pages/channels.tsx").then((m) => m.ChannelsPage),
  products: () => import("./pages/products.tsx").then((m) => m.ProductsPage),
  customers: () => import("./pages/customers.tsx").then((m) => m.CustomersPage),
  touchpoints: () => import("./pages/touchpoints.tsx").then((m) => m.TouchpointsPage),
  people: () => import("./pages/people.tsx").then((m) => m.PeoplePage),
  live: () => import("./pages/live.tsx").then((m) => m.LivePage),
  surveys: () => import("./pages/surveys.tsx").then((m) => m.SurveysPage),
  notes: () => import("./pages/notes.tsx").then((m) => m.NotesPage),
  books: () => import("./pages/books.tsx").then((m) => m.BooksPage),
  quality: () => import("./pages/quality.tsx").then((m) => m.QualityPage),
  connect: () => import("./pages/connect.tsx").then((m) => m.ConnectPage),
  access: () => import("./pages/access.tsx").then((m) => m.AccessPage),
  privacy: () => import("./pages/privacy.tsx").then((m) => m.PrivacyPage),
  inventory: () => import("./pages/inventory.tsx").then((m) => m.InventoryPage),
  audit: () => import("./pages/audit.tsx").then((m) => m.AuditPage),
  own: () => import("./pages/own.tsx").then((m) => m.OwnPage),
};

// Inside is what somebody sees who has been let in.
function Inside({ me, format, view, go, choose, left }: InsideProps): JSX.Element {
  const { t } = format;
  const site = me.sites.find((s) => s.name === view.site) ?? me.sites[0];
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const catalog = useAnswer("catalog", (signal) => get<Catalog>("catalog", [], signal), () => false);
  const personas = useAnswer("personas " + (site?.name ?? ""), (signal) => (site ? get<Personas>("personas", [["site", site.name]], signal) : Promise.reject(new Failure(404, "", "", "", 0))), () => false);

  // A new page is read from its title on; the first one as browsers do.
  const arrived = (title: HTMLElement): void => {
    if (!first.current) title.focus();
    first.current = false;
  };
  useEffect(() => {
    document.title = `${t(view.page === "missing" ? "notFound" : pages[view.page].title)} · ${t("brand")}`;
  }, [view.page, format]);

  if (!site) return <main id="main" class="waiting-room"><h1>{t("noShops")}</h1><button type="button" class="button" onClick={() => { remove("session").then(left, left); }}>{t("signOut")}</button></main>;
  const page: Page | "missing" = view.page !== "missing" && opens(view.page, me, site) ? view.page : "missing";
  const world: World = { format, view, me, site, today: todayIn(site.timezone, new Date()), go, choose, arrived, personas };
  return (
    <WorldContext.Provider value={world}>
      <a class="skip" href="#main" onClick={(e) => { e.preventDefault(); main.current?.focus(); }}>{t("skip")}</a>
      <Header me={me} left={left} />
      <main id="main" ref={main} tabIndex={-1}>
        {page === "journey" && <Journey catalog={catalog} />}
        {page === "missing" && <Title text={t("notFound")} />}
        {page !== "journey" && page !== "missing" && <Lazy key={page} load={loaders[page]} props={{ catalog }} />}
      </main>
    </WorldContext.Provider>
  );
}

// dress gives the document the reader's language, direction and colours.
function dress(settings: Settings, format: Format): void {
  const root = document.documentElement;
  root.lang = settings.language;
  root.dir = format.direction;
  root.dataset["theme"] = settings.theme;
}
