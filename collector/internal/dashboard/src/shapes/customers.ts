import type { Amount, Head } from "../shapes.ts";

// CohortCell is what became of a cohort in one of its periods.
export interface CohortCell {
  period: number; // 0 for that of the first order
  start: string;
  customers: number; // of the cohort who ordered in it
  share: number | null;
  orders: number;
  net_revenue: Amount;
  cumulative: Amount; // of all periods up to this
  currencies?: { currency: string; net_revenue: Amount; cumulative: Amount }[];
  over: boolean; // false for the one that is still running
}

export interface Cohort {
  start: string;
  customers: number;
  cells: CohortCell[];
}

export interface Cohorts extends Head {
  period: "month" | "week";
  cohorts: Cohort[];
}

export interface Segment {
  id: string;
  customers: number;
  orders: number;
  net_revenue: Amount;
  share: number | null; // of all customers
  currencies?: { currency: string; value: Amount }[];
  recency_days: { median: number | null };
}

export interface Expected {
  customer: string;
  orders: number;
  last: string; // date
  gap_days: number;
  own_gap: boolean; // the customer's own gap, else the shop's
  expected: string; // date
}

export interface Customers {
  site: string;
  timezone: string;
  currency: string;
  as_of: string;
  folding?: boolean;
  customers: number;
  enough: boolean; // for segments
  needed: number;
  segments: Segment[];
  next: {
    shop_gap_days: number | null;
    overdue: number;
    due_7_days: number;
    due_30_days: number;
    later: number;
    list: Expected[];
    left_out?: number;
  };
}
