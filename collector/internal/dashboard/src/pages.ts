import { defaultRange, type Preset } from "./range.ts";
import type { Key } from "./text/table.ts";

// About says where a page stands, what the menu calls it, what its title is, and which range
// it shows unless another is chosen.
interface About {
  path: string;
  name: Key;
  title: Key;
  range: Preset;
}

const of = (path: string, name: Key, title: Key = name, range: Preset = defaultRange): About => ({ path, name, title, range });

// pages are all pages, in the order of the menu.
export const pages = {
  journey: of("", "journeyMap", "journeyMapTitle"),
  funnel: of("funnel", "purchaseFunnel"),
  channels: of("channels", "channelsPage"),
  products: of("products", "productsPage"),
  // Customers come back after months.
  customers: of("customers", "customersPage", "customersPage", "365d"),
  touchpoints: of("touchpoints", "touchpointsPage"),
  people: of("people", "peoplePage"),
  live: of("live", "livePage"),
  surveys: of("surveys", "surveysPage"),
  notes: of("notes", "notesPage"),
  books: of("books", "booksPage"),
  quality: of("quality", "dataQuality"),
  connect: of("connect", "connectPage"),
} as const satisfies Record<string, About>;

export type Page = keyof typeof pages;

// The first pages of the menu are asked for every day and stand in a row where there is room;
// those after them are opened now and then.
export const daily: readonly Page[] = ["journey", "funnel", "channels", "products", "customers", "touchpoints", "people", "live"];
export const seldom: readonly Page[] = ["surveys", "notes", "books", "quality", "connect"];
