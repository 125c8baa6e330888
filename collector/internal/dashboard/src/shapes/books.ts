import type { Amount, Days } from "../shapes.ts";

// Entry is an order as one side has it.
export interface Entry {
  time: string | null;
  value: Amount | null;
  currency: string | null;
}

export type Kind = "missing_here" | "missing_there" | "value" | "currency" | "cancelled" | "refunded" | "twice";

export interface Difference {
  order: string;
  kind: Kind;
  shop: Entry | null;
  safar: Entry | null;
}

// Reconciliation compares the shop's own list of orders with what Safar has of the same days.
export interface Reconciliation extends Days {
  currency: string;
  matched: number;
  shop: { orders: number; value: Amount };
  safar: { orders: number; value: Amount };
  differences: Difference[];
  left_out: number;
  bad_lines: { line: number; code: string; message: string }[];
}
