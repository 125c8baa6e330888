import { observe } from "./observe";
import type { Report } from "./report";

/** Shifts belong together that are so many milliseconds apart, within so many in all. */
const GAP = 1000;
const SPAN = 5000;
/** Of so many interactions the slowest is an outlier. */
const OUTLIER = 50;
/** Milliseconds from which on an interaction is looked at. */
const SLOW = 40;

type Paint = PerformanceEntry;
type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean };
type Interaction = PerformanceEntry & { interactionId?: number };

/**
 * Measures by the definitions of web.dev/vitals how fast the page was there, how slowly it
 * answered and how much it moved. The result tells that, once.
 */
export function newVitals(report: Report): () => void {
  const [navigation] = performance.getEntriesByType("navigation") as (PerformanceEntry & { activationStart?: number })[];
  const hidden = performance.getEntriesByType("visibility-state").find(({ name }) => name === "hidden");
  const visible = hidden ? hidden.startTime : document.visibilityState === "hidden" ? 0 : Infinity;
  let lcp: number | undefined;
  let cls = 0;
  let shifted = 0;
  let first = 0;
  let last = -SPAN;
  const durations = new Map<number, number>();
  let told = false;

  const painted = observe<Paint>("largest-contentful-paint", ({ startTime }) => {
    // In a tab that nobody looks at, browsers take their time.
    if (startTime < visible) {
      lcp = Math.max(0, startTime - (navigation?.activationStart || 0));
    }
  });
  const moved = observe<Shift>("layout-shift", ({ startTime, value, hadRecentInput }) => {
    if (!hadRecentInput) {
      if (startTime - last >= GAP || startTime - first >= SPAN) {
        first = startTime;
        shifted = 0;
      }
      last = startTime;
      shifted += value;
      cls = Math.max(cls, shifted);
    }
  });
  const answered = ({ interactionId: id, duration }: Interaction) => {
    if (id) {
      durations.set(id, Math.max(duration, durations.get(id) || 0));
    }
  };
  const interacted = observe("event", answered, SLOW);
  const began = observe("first-input", answered);

  return () => {
    if (told) {
      return;
    }
    told = true;
    [painted, moved, interacted, began].forEach((take) => take?.());
    const count = (performance as { interactionCount?: number }).interactionCount || 0;
    const slowest = [...durations.values()].sort((a, b) => b - a);
    const inp = slowest[Math.min(slowest.length - 1, Math.floor(count / OUTLIER))];
    report("web_vitals", {
      lcp: lcp && Math.round(lcp),
      inp: inp && Math.round(inp),
      cls: moved && Math.round(cls * 1e4) / 1e4,
    });
  };
}
