import { guard, later, on } from "../src/guard";
import { MARK, nameOf } from "../src/touchpoint";
import { PAGE_VIEW } from "../src/wire";
import type { Late } from "./late";

/** An impression is half of what the window can show of an element, seen for so many milliseconds. */
const SEEN = 1000;
const HALF = 0.5;
/** The shares at which the browser tells; the small ones are for elements of many windows. */
const STEPS = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, HALF];
/** Milliseconds between looks for elements that were added. */
const PAUSE = 200;

/** Reports touchpoints that were seen, also those that are added later. */
export function watchTouchpoints({ seen, hear }: Pick<Late, "seen" | "hear">): void {
  if (!window.IntersectionObserver) {
    return;
  }
  let timers = new Map<Element, number>();
  let looking = 0;

  function stop(element: Element): void {
    clearTimeout(timers.get(element));
    timers.delete(element);
  }

  const observer = new IntersectionObserver(
    guard((entries: IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting, intersectionRect: part, boundingClientRect: whole } of entries) {
        const most = Math.min(whole.width, innerWidth) * Math.min(whole.height, innerHeight);
        if (!isIntersecting || part.width * part.height < HALF * most) {
          stop(target);
        } else if (!timers.has(target)) {
          timers.set(target, later(() => seen(nameOf(target)), SEEN));
        }
      }
    }),
    { threshold: STEPS },
  );

  function look(): void {
    looking = 0;
    // What is observed already is not observed twice.
    document.querySelectorAll(`[${MARK}]`).forEach((element) => observer.observe(element));
  }

  // Observing anew makes the browser tell again what is visible.
  function again(): void {
    timers.forEach((timer) => clearTimeout(timer));
    timers = new Map();
    observer.disconnect();
    if (document.visibilityState === "visible") {
      look();
    }
  }

  again();
  hear((event) => event.name === PAGE_VIEW && again());
  on(document, "visibilitychange", again);
  new MutationObserver(() => {
    looking = looking || later(look, PAUSE);
  }).observe(document, { childList: true, subtree: true, attributeFilter: [MARK] });
}
