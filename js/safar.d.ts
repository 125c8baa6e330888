// Types for pages that call safar(...). Copy this file and names.d.ts into your project, or
// refer to it: /// <reference path="safar.d.ts" />
/// <reference path="names.d.ts" />

/** What a visitor agreed to. */
type SafarConsent = "full" | "anonymous" | "none";

/** A product, in GA4's terms. */
interface SafarItem {
  item_id?: string;
  item_name?: string;
  item_category?: string;
  item_brand?: string;
  item_variant?: string;
  /** Of one, in major units. */
  price?: number | string;
  /** 1 when not stated. */
  quantity?: number;
  [key: string]: unknown;
}

/** What is particular to an event; other keys are kept. */
interface SafarParams {
  /** ISO 4217, in capitals; required beside a value. */
  currency?: string;
  /** In major units, such as 12900 or 12.90. */
  value?: number | string;
  items?: SafarItem[];
  touchpoint?: string;
  cart_id?: string;
  checkout_id?: string;
  [key: string]: unknown;
}

/** A question to the visitor. */
interface SafarSurvey {
  /** nps 0-10, csat 1-5, ces 1-7, the reason that kept them from buying, or own words. */
  kind: "nps" | "csat" | "ces" | "reason" | "text";
  /** Keeps surveys of one kind apart. Defaults to the kind. */
  survey_id?: string;
  /** Where it is asked. */
  touchpoint?: string;
  /** The stage that it counts for, where that is not the kind's own. */
  stage?: "awareness" | "evaluation" | "purchase" | "return" | "advocacy";
  /** en, fa or ar, also with a region. Defaults to the page's language, then the browser's. */
  lang?: string;
  /** The shop's own wording of the question. */
  question?: string;
}

interface Safar {
  /** Reports an event: a name of the vocabulary or one of your own. */
  <N extends SafarEventName | (string & {})>(
    command: "track",
    name: N,
    params?: N extends SafarEventName ? SafarEvents[N] : SafarParams,
  ): void;
  /** Says what the visitor agreed to. */
  (command: "consent", consent: SafarConsent): void;
  /** Says who is signed in, by the shop's own id; null after signing out. */
  (command: "identify", customer: string | number | null): void;
  /** Says which cart the events from now on belong to; null for none. */
  (command: "cart", cart: string | number | null): void;
  /** Asks the visitor a question in a corner of the page. */
  (command: "survey", survey: SafarSurvey): void;
}

declare const safar: Safar;
