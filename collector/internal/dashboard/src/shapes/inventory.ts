export const parts = ["events", "figures", "refused", "erased", "people", "audit", "shop", "secrets", "work"] as const;

export type Part = (typeof parts)[number];

// Inventory is what is held, in parts, in English.
export interface Inventory {
  parts: { part: string; tables: HeldTable[] }[];
}

export interface HeldTable {
  table: string;
  what: string;
  whose: string;
  long: string;
  erase: string;
  columns: { column: string; what: string }[];
}
