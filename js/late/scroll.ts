import { on } from "../src/guard";
import { PAGE_VIEW, SCROLL } from "../src/wire";
import type { Late } from "./late";

/**
 * Reports how deep a page was scrolled when it is left: the share of its height, in percent,
 * that had come into view. What was never scrolled has no depth.
 */
export function watchScrolling({ hear, leaving, track }: Pick<Late, "hear" | "leaving" | "track">): void {
  let deepest = 0;
  let told = 0;

  function look(): void {
    if (scrollY > 0) {
      const whole = document.documentElement.scrollHeight;
      deepest = Math.max(deepest, Math.min(100, Math.round(((scrollY + innerHeight) / whole) * 100)));
    }
  }

  leaving.push(() => {
    if (deepest > told) {
      told = deepest;
      track(SCROLL, { percent_scrolled: deepest });
    }
  });
  hear((event) => {
    if (event.name === PAGE_VIEW) {
      deepest = told = 0;
    }
  });
  on(window, "scroll", look);
  look();
}
