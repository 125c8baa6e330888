import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Format } from "./format.ts";
import type { Settings } from "./settings.ts";
import type { Site } from "./shapes.ts";
import type { View } from "./view.ts";

// World is what every part of a page may need to know.
export interface World {
  format: Format;
  view: View;
  site: Site;
  today: string; // in the site's time zone
  go: (change: Partial<View>) => void;
  choose: (choice: Partial<Settings>) => void;
  // arrived is told the title of a page that has just been opened.
  arrived: (title: HTMLElement) => void;
}

export const WorldContext = createContext<World | null>(null);

export function useWorld(): World {
  const world = useContext(WorldContext);
  if (!world) throw new Error("a part of a page stands outside of it");
  return world;
}

// UnwelcomeContext is what to do when the collector no longer knows who asks.
export const UnwelcomeContext = createContext<() => void>(() => undefined);

// FormatContext is for what is shown before anybody has signed in, too.
export const FormatContext = createContext<Format | null>(null);

export function useFormat(): Format {
  const format = useContext(FormatContext);
  if (!format) throw new Error("a part of a page stands outside of it");
  return format;
}
