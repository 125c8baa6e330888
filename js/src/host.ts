import type { Consent } from "./consent";

/** An event of the page, as those hear of it who listen. */
export interface Heard {
  name: string;
  touchpoint: string;
  params: Record<string, unknown>;
}

/** What can be pushed to: an array until somebody takes over. */
export interface Sink<T> {
  push(value: T): unknown;
}

/**
 * What the tag hands to the files that it loads later. They are built apart from it, so that
 * these names are not shortened.
 */
export interface Host {
  /** The tag's own element: its address is beside theirs, and its data attributes are the page's settings. */
  tag: HTMLScriptElement;
  /** Tells of an event on the page as it is now; without consent it does nothing. */
  track(name: string, params?: object): void;
  /** A UUIDv7 for something that happened now. */
  id(now: number): string;
  /** The address of the page that the visitor sees, without its fragment. */
  url(): string;
  consent(): Consent;
  /** Tells that a touchpoint was seen, once per page view and name. */
  seen(touchpoint: string): void;
  /** Called while the page is still the old one: before another, before the end, and when the tab is hidden. */
  leaving: (() => void)[];
  /** The first events of the page; then js/late listens. */
  heard: Sink<Heard> & { length?: number };
  /** Calls of safar(...) that the tag itself has no answer to; then js/late has. */
  calls: Sink<any[]> & { length?: number };
  /** The names that are taken from a dataLayer; add to them, then scan. */
  names: string[];
  /** Takes from the dataLayer what was not taken yet. */
  scan(): void;
  /** Requests and their answers, where somebody looks at them; none before the visitor asks for it. */
  log?: Sink<[body: string, answer: Response]> | undefined;
  /**
   * Loads a file from beside the tag, whose content has a known hash, and hands this to it. One
   * that does not come is loaded again when the visitor next does something or the network is
   * back, up to so many times in all.
   */
  load(file: string, integrity: string, tries?: number): void;
}

/** What the element of a file that was loaded later has for it. */
export function hostOf<H extends Host>(): H {
  return (document.currentScript as HTMLScriptElement & { safar: H }).safar;
}
