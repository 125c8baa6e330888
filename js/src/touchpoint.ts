import { guard, later, on } from "./guard";
import { clean } from "./tidy";
import { MAX_REFERENCE } from "./wire";

const MARK = "data-safar";
/** An impression is half of what the window can show of an element, seen for so many milliseconds. */
const SEEN = 1000;
const HALF = 0.5;
/** The shares at which the browser tells; the small ones are for elements of many windows. */
const STEPS = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, HALF];
/** Milliseconds between looks for elements that were added. */
const PAUSE = 200;

/**
 * Reports touchpoints that were seen, once per page view each, and those that were clicked.
 * The result is called when a page view begins.
 */
export function newTouchpoints(report: (name: string, touchpoint: string) => void): () => void {
  let seen = new Set<string>();
  let timers = new Map<Element, number>();
  let looking = 0;

  const nameOf = (element: Element) => clean(element.getAttribute(MARK), MAX_REFERENCE).trim();

  function impression(name: string): void {
    if (name && !seen.has(name)) {
      seen.add(name);
      report("impression", name);
    }
  }

  function stop(element: Element): void {
    clearTimeout(timers.get(element));
    timers.delete(element);
  }

  const observer =
    window.IntersectionObserver &&
    new IntersectionObserver(
      guard((entries: IntersectionObserverEntry[]) => {
        for (const { target, isIntersecting, intersectionRect: seen, boundingClientRect: whole } of entries) {
          const most = Math.min(whole.width, innerWidth) * Math.min(whole.height, innerHeight);
          if (!isIntersecting || seen.width * seen.height < HALF * most) {
            stop(target);
          } else if (!timers.has(target)) {
            timers.set(target, later(() => impression(nameOf(target)), SEEN));
          }
        }
      }),
      { threshold: STEPS },
    );

  function look(): void {
    looking = 0;
    // What is observed already is not observed twice.
    document.querySelectorAll(`[${MARK}]`).forEach((element) => observer?.observe(element));
  }

  // Observing anew makes the browser tell again what is visible.
  function again(): void {
    timers.forEach((timer) => clearTimeout(timer));
    timers = new Map();
    observer?.disconnect();
    if (document.visibilityState === "visible") {
      look();
    }
  }

  function clicked(event: Event): void {
    const at = event.target as Element;
    const element = at.closest && at.closest(`[${MARK}]`);
    const name = element && nameOf(element);
    if (name && event.isTrusted) {
      impression(name); // who was that quick has seen it all the same
      report("click", name);
    }
  }

  on(document, "visibilitychange", again);
  on(document, "click", clicked);
  on(document, "auxclick", (event) => (event as MouseEvent).button === 1 && clicked(event));
  new MutationObserver(() => {
    looking = looking || later(look, PAUSE);
  }).observe(document, { childList: true, subtree: true, attributeFilter: [MARK] });

  return () => {
    seen = new Set();
    again();
  };
}
