import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Answer } from "./answer.ts";
import type { Format } from "./format.ts";
import type { Settings } from "./settings.ts";
import type { Me, Site } from "./shapes.ts";
import type { Note, Personas } from "./shapes/notes.ts";
import type { View } from "./view.ts";

// World is what every part of a page may need to know.
export interface World {
  format: Format;
  view: View;
  me: Me;
  site: Site;
  today: string; // in the site's time zone
  go: (change: Partial<View>) => void;
  choose: (choice: Partial<Settings>) => void;
  personas: Answer<Personas>; // of the site
  // arrived is told the title of a page that has just been opened.
  arrived: (title: HTMLElement) => void;
}

export const WorldContext = createContext<World | null>(null);

export function useWorld(): World {
  const world = useContext(WorldContext);
  if (!world) throw new Error("a part of a page stands outside of it");
  return world;
}

// NotesContext are the notes of the days that are shown.
export const NotesContext = createContext<readonly Note[]>([]);

// ChangedContext is what to do when what a page shows has been changed on it.
export const ChangedContext = createContext<() => void>(() => undefined);

// UnwelcomeContext is what to do when the collector no longer knows who asks.
export const UnwelcomeContext = createContext<() => void>(() => undefined);

// FormatContext is for what is shown before anybody has signed in, too.
export const FormatContext = createContext<Format | null>(null);

export function useFormat(): Format {
  const format = useContext(FormatContext);
  if (!format) throw new Error("a part of a page stands outside of it");
  return format;
}
