import type { Item } from "./shapes/people.ts";

// Chapter is a stretch of a person's story: a visit, or what happened outside of visits on one
// surface and day.
export interface Chapter {
  key: string;
  visit: Item | undefined; // how the visit began, where this chapter tells of that
  session: number | null;
  surface: string;
  start: string; // time
  items: Item[]; // without the beginning of the visit
}

// chapters part a timeline where another visit, surface or, outside of visits, another day
// begins. Visits that went on side by side take turns.
export function chapters(items: readonly Item[]): Chapter[] {
  const out: Chapter[] = [];
  for (const item of items) {
    const last = out.at(-1);
    const goesOn = last && last.session === item.session && last.surface === item.surface
      && (item.session !== null || last.start.slice(0, 10) === item.time.slice(0, 10)) && item.type !== "session";
    const chapter = goesOn ? last : { key: `${out.length}`, visit: undefined, session: item.session, surface: item.surface, start: item.time, items: [] };
    if (!goesOn) out.push(chapter);
    if (item.type === "session") chapter.visit = item;
    else chapter.items.push(item);
  }
  return out;
}
