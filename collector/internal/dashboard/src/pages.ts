import { defaultRange, type Preset } from "./range.ts";
import { may, type Me, type Site } from "./shapes.ts";
import type { Key } from "./text/table.ts";

// About says where a page stands, what the menu calls it, what its title is, which range it
// shows unless another is chosen, and what one must be allowed to open it.
interface About {
  path: string;
  name: Key;
  title: Key;
  range: Preset;
  needs: Site["may"];
  whole?: true; // at every shop
}

const of = (path: string, name: Key, title: Key = name, range: Preset = defaultRange): About => ({ path, name, title, range, needs: "sums" });

// detailed makes a page one that tells more than sums: who came by a share link does not see it.
const detailed = (about: About): About => ({ ...about, needs: "details" });

// owned makes a page one that only owners open.
const owned = (about: About): About => ({ ...about, needs: "own" });

// ofAll makes a page one that only owners of every shop open.
const ofAll = (about: About): About => ({ ...owned(about), whole: true });

// pages are all pages, in the order of the menu.
export const pages = {
  journey: of("", "journeyMap", "journeyMapTitle"),
  funnel: of("funnel", "purchaseFunnel"),
  channels: of("channels", "channelsPage"),
  products: of("products", "productsPage"),
  // Customers come back after months.
  customers: detailed(of("customers", "customersPage", "customersPage", "365d")),
  touchpoints: of("touchpoints", "touchpointsPage"),
  people: detailed(of("people", "peoplePage")),
  live: detailed(of("live", "livePage")),
  surveys: detailed(of("surveys", "surveysPage")),
  notes: detailed(of("notes", "notesPage")),
  books: detailed(of("books", "booksPage")),
  quality: detailed(of("quality", "dataQuality")),
  connect: detailed(of("connect", "connectPage")),
  access: owned(of("access", "accessPage")),
  privacy: detailed(of("privacy", "privacyPage")),
  inventory: detailed(of("inventory", "inventoryPage")),
  audit: ofAll(of("audit", "auditPage")),
  own: detailed(of("account", "ownPage")),
} as const satisfies Record<string, About>;

export type Page = keyof typeof pages;

// The first pages of the menu are asked for every day and stand in a row where there is room;
// those after them are opened now and then.
export const daily: readonly Page[] = ["journey", "funnel", "channels", "products", "customers", "touchpoints", "people", "live"];
export const seldom: readonly Page[] = ["surveys", "notes", "books", "quality", "connect", "privacy", "access", "audit"];

// opens tells whether somebody may open a page while looking at a shop.
export function opens(page: Page, me: Me, site: Site): boolean {
  const about: About = pages[page];
  return may(site, about.needs) && (!about.whole || me.owns_all);
}
