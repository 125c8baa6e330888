import type { ComponentChildren, JSX } from "preact";

// Bar is a figure with a line below it, as long as its share of the largest, 0 to 1. Who does
// not see it misses nothing.
export function Bar({ share, children }: { share: number; children: ComponentChildren }): JSX.Element {
  return <span class="barred" style={{ "--part": String(Number.isFinite(share) ? Math.max(0, Math.min(1, share)) : 0) }}>{children}</span>;
}

// largest is the largest of some figures, for the length of their bars.
export function largest<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((most, row) => Math.max(most, of(row)), 0);
}
