import type { Note } from "./shapes/notes.ts";

// marksOf are the steps of a series that notes belong to, in the notes' order: the last that
// begins on or before the note's day, -1 for a note of an earlier day.
export function marksOf(series: readonly { start: string }[], notes: readonly Note[]): number[] {
  return notes.map(({ date }) => series.findLastIndex(({ start }) => start.slice(0, 10) <= date && (start.length === 10 || start.slice(0, 10) === date)));
}
