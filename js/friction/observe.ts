import { guard } from "../src/guard";

/**
 * Takes what the browser measures of a type, from the page's beginning on. The result takes
 * what it has not handed over yet; it is undefined where the browser does not measure that.
 */
export function observe<E>(type: string, take: (entry: E) => void, threshold?: number): (() => void) | undefined {
  const observer = window.PerformanceObserver;
  if (!observer?.supportedEntryTypes?.includes(type)) {
    return undefined;
  }
  const each = guard((entries: PerformanceEntryList) => entries.forEach((entry) => take(entry as E)));
  const seen = new observer((list) => each(list.getEntries()));
  seen.observe({ type, buffered: true, durationThreshold: threshold } as PerformanceObserverInit);
  return () => each(seen.takeRecords());
}
