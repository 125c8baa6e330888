import type { Amount, Days } from "../shapes.ts";

// Entry is an order as one side has it.
export interface Entry {
  time: string;
  value: Amount | null;
  currency: string;
  refunded: Amount | null;
  cancelled: boolean;
  line?: number; // of the shop's file
}

// Side is how much one side has.
export interface Side {
  orders: number;
  value: Amount; // in the site's currency
  currencies?: { currency: string; value: Amount }[];
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
  shop: Side;
  safar: Side;
  differences: Difference[];
  left_out: number;
  bad_lines: { line: number; code: string; message: string }[];
  bad: number; // lines, of which the first are listed
}
