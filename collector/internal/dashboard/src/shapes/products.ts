import type { Amount, Head } from "../shapes.ts";

// Product is what became of one product in a range. Numbers of pieces may be fractions.
export interface Product {
  product: string;
  name: string | null;
  category: string | null;
  views: number;
  view_sessions: number;
  added: number;
  removed: number;
  bought: number;
  orders: number;
  revenue: Amount;
  currencies?: { currency: string; revenue: Amount }[];
  left_behind: number;
  left_carts: number;
  view_to_cart: number | null;
  cart_to_order: number | null;
  previous?: { views: number; added: number; bought: number; left_behind: number; revenue: Amount };
}

export interface Products extends Head {
  products: Product[];
  left_out: number;
}
