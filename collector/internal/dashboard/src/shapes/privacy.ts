import type { Amount } from "../shapes.ts";

// Held counts what is held of a customer.
export interface Held {
  events: number;
  refused: number;
  browsers: number;
  answers: number;
  orders: number;
  value: { currency: string; value: Amount }[];
  first: string | null; // time
  last: string | null; // time
  erased: string | null; // time
}

// Erasing is how far the work of erasing has come.
export interface Erasing {
  step: number; // from 1; 0 when nothing is left to do
  steps: number;
  part: number; // of the step, from 0 to 1
  set_aside: string[]; // files that still hold who was erased
}

// Keeping is for how many days single events are kept, and for how many anything is; 0 for ever.
export interface Keeping {
  keep_days: number;
  keep_orders_days: number;
  fewest: number;
  most: number;
  most_orders: number;
  sealed_before: string; // time, "" for none
  kept_from: string; // date, "" for none
}

// Older counts what would go under another limit.
export interface Older {
  before: string; // date
  visits: number;
  orders: number;
  answers: number;
}
