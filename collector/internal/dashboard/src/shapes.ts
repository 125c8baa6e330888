// The answers of the collector that the pages read. Money is a decimal string in major units.

export type Amount = string;

// permissions about a shop include those before them.
export const permissions = ["sums", "details", "write", "own"] as const;

export interface Site {
  name: string;
  timezone: string;
  currency: string;
  may: typeof permissions[number]; // the highest
}

// may tells whether somebody has a permission at a shop.
export function may(site: Site, permission: Site["may"]): boolean {
  return permissions.indexOf(site.may) >= permissions.indexOf(permission);
}

export interface Me {
  email: string;
  sites: Site[];
  owns_all: boolean; // every shop, those to come as well
  version: string;
}

export type Stage = "awareness" | "evaluation" | "purchase" | "return" | "advocacy";

export const stages: readonly Stage[] = ["awareness", "evaluation", "purchase", "return", "advocacy"];

export type Unit = "count" | "ratio" | "seconds" | "money" | "points" | "stars";

export interface Definition {
  id: string;
  stage: Stage;
  unit: Unit;
  better: "up" | "down" | "neither";
  names: Record<string, string>;
  definition: string; // in English
  definitions: Record<string, string>;
  dimensions: string[];
}

export interface Catalog {
  metrics: Definition[];
}

export interface Days {
  from: string;
  to: string;
}

// Head is what every report begins with.
export interface Head extends Days {
  site: string;
  timezone: string;
  currency: string;
  as_of: string;
  compared?: Days & { partial?: boolean };
  folding?: boolean;
}

export interface Figure {
  value: number | Amount | null;
  numerator: number | Amount;
  denominator?: number;
}

export interface Metric extends Figure {
  id: string;
  stage: Stage;
  unit: Unit;
  better: "up" | "down" | "neither";
  currency?: string;
  low?: number;
  high?: number;
  previous?: Figure;
  change?: number;
  significant?: boolean;
  suspect?: boolean;
  pending?: number;
  matured_until?: string;
  goal?: number | Amount;
  series?: (Figure & { start: string })[];
  currencies?: (Figure & { currency: string })[];
}

export interface Report extends Head {
  metrics: Metric[];
  groups?: { key: string; metrics: Metric[] }[];
  // folded is how many more values there are; the last group, (other), is theirs together.
  folded?: number;
}

export interface FunnelStep {
  id: string;
  count: number;
  share: number | null;
  continued: number | null;
  low: number | null;
  high: number | null;
  lost: number;
  // seconds are how long it took from the step before.
  seconds: { count: number; median: number; p90: number } | null;
  previous?: { count: number; continued: number | null };
  significant: boolean;
  frictions: { reason: string; sessions: number }[];
}

export interface Funnel extends Head {
  mode: "reached" | "closed";
  unit: "session" | "cart" | "person";
  steps: FunnelStep[];
}

// Toll is what came of the checkouts in which something was seen.
interface Toll {
  checkouts: number;
  abandoned: number;
  abandonment: number | null;
  low: number | null;
  high: number | null;
  abandonment_without: number | null;
  left_behind: Amount;
  left_behind_currencies?: { currency: string; value: Amount }[];
  at_risk: { value: Amount; low: Amount; high: Amount } | null;
}

export interface FrictionReason extends Toll {
  reason: string;
  leading: number;
  leading_left_behind: Amount;
}

// Refusal is a field of a form and the digits that it refused; names are "" where there are none.
export interface Refusal extends Toll {
  form: string;
  field: string;
  digits: "latin" | "persian" | "arabic";
  times: number;
  people: number;
}

export interface Friction extends Head {
  checkouts: number;
  abandoned: number;
  pending: number;
  aov: Amount | null;
  reasons: FrictionReason[];
  unknown: { leading: number; left_behind: Amount };
  refusals: Refusal[];
  refusals_left_out?: number;
}

export interface Touchpoint {
  touchpoint: string;
  label: string | null; // what the merchant calls it
  stage: Stage;
  surface: string;
  events: number;
  sessions: number;
  impressions: number;
  clicks: number;
  ctr: number | null;
  orders: number;
  revenue: Amount;
  currencies?: { currency: string; value: Amount }[];
  goal: (Aim & { progress: number | null }) | null;
}

// Aim is what a touchpoint is to come to in a range.
export interface Aim {
  of: "clicks" | "ctr" | "sessions" | "orders" | "revenue";
  value: string;
}

export interface Touchpoints extends Head {
  touchpoints: Touchpoint[];
  left_out?: number;
}

export type Face = "angry" | "sad" | "neutral" | "happy" | "excited";

export interface Mood {
  stage: Stage;
  mood: number | null;
  face: Face | null;
  inferred: boolean;
  answers: number;
  sessions: number;
  troubled: number;
}

export interface Feedback extends Head {
  stages: Mood[];
}

export type Tally = Record<string, number>;

// KeyUse is what a key brought, and in how many requests it was sent away because of its quota.
export interface KeyUse {
  id: number;
  key: string; // of a server key the beginning
  accepted: number; // events
  sent_away: number; // requests
  events_per_day: number; // as set now, 0 for as many as come
}

export interface Quality extends Days {
  received: number;
  accepted: number;
  duplicates: number;
  discarded: number;
  rejected: Tally;
  rejects?: { time: string; code: string; field: string; message: string }[];
  dropped: Tally;
  bots: Tally;
  apart?: Tally;
  noted: Tally;
  keys?: KeyUse[];
  scrubbed?: { kind: string; field: string; events: number }[];
  folded?: { dimension: string; values: number; folded: number }[];
  coverage: {
    events: Tally;
    sessions: number;
    hashed_sessions: number;
    orders: number;
    browser_orders: number;
    server_orders: number;
    orders_without_session: number;
    reused_transaction_id: number;
    bursts?: number;
    burst_page_views?: number;
    crowds: number;
    set_aside: number;
  };
  retention?: { keep_days: number; kept_from?: string; sealed_before: string; gone: number };
}
