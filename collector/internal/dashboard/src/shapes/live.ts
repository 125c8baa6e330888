import type { Amount, Stage } from "../shapes.ts";

// Now is what happens in a shop at the moment.
export interface Now {
  time: string;
  currency: string;
  visitors_5m: number;
  visitors_30m: number;
  events_per_minute: number[]; // oldest first
  pages: { path: string; visitors: number }[];
  channels: { channel: string; visitors: number }[];
  stages: { stage: Stage; visitors: number }[];
  carts_open: number;
  orders_today: number;
  revenue_today: Amount;
  latest: { time: string; name: string; surface: string; stage: Stage | ""; path: string }[]; // newest first
}
