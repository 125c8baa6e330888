import type { Amount, Head } from "../shapes.ts";

// Credit are the orders that a channel is given for one touch.
export interface Credit {
  orders: number;
  revenue: Amount;
  currencies?: { currency: string; orders: number; revenue: Amount }[];
}

export interface ChannelRow {
  key: string;
  sessions: number;
  visitors: number;
  first: Credit;
  last: Credit;
  impressions: number;
  clicks: number;
  cost: Amount | null;
  cost_currencies?: { currency: string; value: Amount }[];
  cost_per_order: { first: Amount | null; last: Amount | null } | null;
  return_on_ad_spend: { first: number | null; last: number | null } | null;
  previous?: { sessions: number; first: Credit; last: Credit };
}

export interface Channels extends Head {
  by: string;
  window_days: number;
  rows: ChannelRow[];
  left_out?: number;
}
